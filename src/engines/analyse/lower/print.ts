import type {
  Argument,
  ClassNode,
  Expression,
  FunctionNode,
  Parameter,
  Statement,
  Target,
} from '../../../domain/source.ts';

// The small form as text that a test can hold in one line. Only tests use it.

/** Statements, one after the other: `(let x 1) (do f(x))`. */
export function print(statements: readonly Statement[]): string {
  return statements.map(statement).join(' ');
}

function statement(node: Statement): string {
  switch (node.kind) {
    case 'let': {
      const type = node.type === undefined ? '' : `: ${expression(node.type)}`;
      const head = `${node.isDeclared ? 'let' : 'set'} ${target(node.target)}${type}`;
      return form(head, node.value && expression(node.value));
    }
    case 'do':
      return form('do', expression(node.value));
    case 'if':
      return form('if', expression(node.test), block(node.then), otherwise(node.otherwise));
    case 'loop': {
      const { before, test, each, update } = node;
      return form(
        'loop',
        before.length > 0 && form('before', print(before)),
        test && form('while', expression(test)),
        each && form(each.over, target(each.target), expression(each.of)),
        block(node.body),
        update.length > 0 && form('update', print(update)),
        otherwise(node.otherwise),
      );
    }
    case 'return':
    case 'throw':
      return form(node.kind, node.value && expression(node.value));
    case 'break':
    case 'continue':
      return form(node.kind);
    case 'try': {
      const handlers = node.handlers.map((handler) =>
        form(
          'catch',
          handler.types.length > 0 && `<${handler.types.map(expression).join(', ')}>`,
          handler.target && target(handler.target),
          block(handler.body),
        ),
      );
      const last = node.finally.length > 0 && form('finally', block(node.finally));
      return form('try', block(node.body), ...handlers, otherwise(node.otherwise), last);
    }
    case 'switch': {
      const cases = node.cases.map((one) =>
        form(
          one.tests.length === 0 ? 'default' : 'case',
          ...one.tests.map(expression),
          one.binds && form('binds', target(one.binds)),
          one.guard && form('when', expression(one.guard)),
          block(one.body),
          one.falls && 'falls',
        ),
      );
      return form('switch', node.subject && expression(node.subject), ...cases);
    }
    case 'block':
      return block(node.body);
    case 'define':
      return functionText(node.function);
    case 'class':
      return classText(node.class);
    case 'import': {
      const names = node.names.map(({ imported, local }) =>
        imported === local ? local : `${imported} as ${local}`,
      );
      return form('import', JSON.stringify(node.from), ...names);
    }
    case 'export': {
      const from = node.from !== undefined && `from ${JSON.stringify(node.from)}`;
      const value = node.value && expression(node.value);
      return form('export', node.exported, value, node.imported, from);
    }
  }
}

function expression(node: Expression): string {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'literal':
      return JSON.stringify(node.value);
    case 'pattern':
      return `/${node.source}/${node.flags}`;
    case 'text':
      return form('text', ...node.parts.map(expression));
    case 'member':
      return `${expression(node.object)}.${node.name}`;
    case 'index':
      return `${expression(node.object)}[${expression(node.index)}]`;
    case 'slice': {
      const from = node.from === undefined ? '' : expression(node.from);
      const to = node.to === undefined ? '' : expression(node.to);
      return `${expression(node.object)}[${from}:${to}]`;
    }
    case 'call': {
      const made = node.isNew ? 'new ' : '';
      return `${made}${expression(node.callee)}(${node.arguments.map(argument).join(', ')})`;
    }
    case 'record': {
      const type = node.type === undefined ? '' : expression(node.type);
      const entries = node.entries.map(({ key, computed, value, isSpread }) => {
        if (isSpread) return `...${expression(value)}`;
        const name = computed === undefined ? key : `[${expression(computed)}]`;
        return `${name}: ${expression(value)}`;
      });
      return `${type}{${entries.join(', ')}}`;
    }
    case 'list': {
      const mark = node.of === 'list' ? '' : node.of;
      return `${mark}[${node.items.map(argument).join(', ')}]`;
    }
    case 'function':
      return functionText(node.function);
    case 'class':
      return classText(node.class);
    case 'compare':
      return form(node.operator, expression(node.left), expression(node.right));
    case 'arithmetic':
    case 'other':
      return form(node.kind, ...node.operands.map(expression));
    case 'not':
    case 'typeof':
      return form(node.kind, expression(node.operand));
    case 'yield':
      return form(node.isAll ? 'yield all' : 'yield', node.operand && expression(node.operand));
    case 'logic':
      return form(node.operator, expression(node.left), expression(node.right));
    case 'choice':
      return form(
        'choice',
        expression(node.test),
        expression(node.then),
        expression(node.otherwise),
      );
    case 'assign':
      return form('assign', target(node.target), expression(node.value));
    case 'comprehension': {
      const clauses = node.clauses.map((clause) =>
        form(
          'each',
          target(clause.target),
          expression(clause.of),
          ...clause.tests.map((test) => form('if', expression(test))),
        ),
      );
      return form(`all ${node.of}`, ...node.element.map(expression), ...clauses);
    }
  }
}

function target(node: Target): string {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'place':
      return expression(node.place);
    case 'fields': {
      const fields = node.fields.map(({ key, target: inner }) => `${key}: ${target(inner)}`);
      return `{${[...fields, ...rest(node.rest)].join(', ')}}`;
    }
    case 'items': {
      const items = node.items.map((item) => (item === undefined ? '_' : target(item)));
      return `[${[...items, ...rest(node.rest), ...(node.last ?? []).map(target)].join(', ')}]`;
    }
    case 'fallback':
      return `${target(node.target)} = ${expression(node.fallback)}`;
  }
}

function rest(node: Target | undefined): string[] {
  return node === undefined ? [] : [`...${target(node)}`];
}

function argument({ value, name, spread }: Argument): string {
  const mark = spread === undefined ? '' : spread === 'items' ? '*' : '**';
  return `${name === undefined ? '' : `${name}=`}${mark}${expression(value)}`;
}

function functionText(node: FunctionNode): string {
  const { receiver, returns, decorators } = node;
  const marks = [node.isAsync && 'async', node.isGenerator && 'generator', node.member];
  return form(
    'function',
    ...decorators.map((decorator) => `@${expression(decorator)}`),
    ...marks,
    receiver && `<${receiver.name} ${receiver.type}>`,
    node.name,
    `(${node.parameters.map(parameter).join(', ')})`,
    returns && `-> ${expression(returns)}`,
    node.documentation !== undefined && JSON.stringify(node.documentation),
    block(node.body),
  );
}

function parameter(node: Parameter): string {
  const decorators = node.decorators.map((decorator) => `@${expression(decorator)} `).join('');
  const mark = node.rest === undefined ? '' : node.rest === 'items' ? '*' : '**';
  const type = node.type === undefined ? '' : `: ${expression(node.type)}`;
  const fallback = node.fallback === undefined ? '' : ` = ${expression(node.fallback)}`;
  return `${decorators}${mark}${target(node.target)}${type}${fallback}`;
}

function classText(node: ClassNode): string {
  const fields = node.fields.map(({ name, type, value, isStatic }) => {
    const head = `${isStatic ? 'static ' : ''}${name}${type === undefined ? '' : `: ${expression(type)}`}`;
    return form('field', head, value && expression(value));
  });
  return form(
    node.isEnum ? 'enum' : 'class',
    ...node.decorators.map((decorator) => `@${expression(decorator)}`),
    node.name,
    node.bases.length > 0 && `<${node.bases.map(expression).join(', ')}>`,
    ...fields,
    ...node.methods.map(functionText),
    node.body.length > 0 && block(node.body),
  );
}

function otherwise(body: readonly Statement[]): string | false {
  return body.length > 0 && form('else', block(body));
}

function block(body: readonly Statement[]): string {
  return `{${print(body)}}`;
}

function form(...parts: readonly (string | false | undefined)[]): string {
  return `(${parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ')})`;
}
