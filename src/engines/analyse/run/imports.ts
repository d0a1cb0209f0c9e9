import type { ExportStatement, ImportStatement, SourceModule } from '../../../domain/source.ts';
import { attachMethods } from './classes.ts';
import { registerExports } from './entries.ts';
import { Facts } from './facts.ts';
import { Frame } from './frame.ts';
import { activation } from './machine.ts';
import type { Activation, Machine } from './machine.ts';
import type { ModuleInfo } from './modules.ts';
import { moduleName, plainName } from './names.ts';
import { UNKNOWN, Value, join, named, record } from './value.ts';

/** A module's state; Go's files of one package share their variables. */
export function infoOf(machine: Machine, module: SourceModule): ModuleInfo {
  let info = machine.infos.get(module);
  if (info !== undefined) return info;
  let frame: Frame | undefined;
  if (module.language === 'go') {
    for (const other of machine.modules.beside(module)) frame ??= machine.infos.get(other)?.frame;
  }
  info = {
    module,
    frame: frame ?? new Frame(),
    exports: new Map(),
    passes: [],
    classes: [],
    state: 'new',
  };
  machine.infos.set(module, info);
  return info;
}

/** Runs a module's top level, once. */
export function runModule(machine: Machine, info: ModuleInfo): void {
  if (info.state !== 'new') return;
  info.state = 'running';
  const act = activation(info, info.frame, Facts.none);
  const { module } = info;
  try {
    if (module.language === 'go') {
      const package_ = machine.modules.beside(module);
      attachMethods(
        machine,
        package_.map((one) => infoOf(machine, one)),
      );
    }
    machine.run(act, module.body);
    registerExports(machine, act);
  } finally {
    info.state = 'done';
  }
}

function moduleValue(info: ModuleInfo): Value {
  const made = new Value();
  made.module = info;
  return made;
}

/** The module that an expression imports by name: one of the program, or one outside it. */
export function importedAs(machine: Machine, importer: ModuleInfo, from: string): Value {
  const [target] = machine.modules.resolve(from, importer.module);
  if (target === undefined) return outside(from, '*', importer.module);
  const info = infoOf(machine, target);
  runModule(machine, info);
  return moduleValue(info);
}

/** What a module offers under a name. */
export function exportOf(machine: Machine, info: ModuleInfo, name: string, depth = 0): Value {
  if (depth > 20) return UNKNOWN;
  runModule(machine, info);
  const { exports, frame, module, passes } = info;
  if (module.language !== 'javascript') {
    const value = frame.variables.get(name);
    if (value !== undefined) return value;
    if (module.language === 'python') {
      // `from package import module`.
      const [inner] = machine.modules.resolve(`.${name}`, module);
      if (inner !== undefined && inner !== module) return moduleValue(infoOf(machine, inner));
    }
    return UNKNOWN;
  }
  const own = exports.get(name);
  if (own !== undefined) return own;
  for (const other of passes) {
    const found = exportOf(machine, other, name, depth + 1);
    if (found !== UNKNOWN) return found;
  }
  const whole = exports.get('default');
  return whole?.fields?.get(name) ?? (name === 'default' ? moduleValue(info) : UNKNOWN);
}

export function importInto(
  machine: Machine,
  act: Activation,
  { from, names }: ImportStatement,
): void {
  const { frame, module } = act.module;
  const targets = machine.modules.resolve(from, module).map((one) => infoOf(machine, one));
  const [target] = targets;
  for (const { imported, local } of names) {
    if (target === undefined) {
      if (local !== '*') act.frame.declare(local, outside(from, imported, module));
      continue;
    }
    for (const one of targets) runModule(machine, one);
    if (local === '*') {
      for (const [name, value] of target.frame.variables.own)
        if (!frame.variables.own.has(name)) act.frame.declare(name, value);
    } else {
      act.frame.declare(
        local,
        imported === '*' ? wholeOf(target, from, local) : late(machine, target, imported),
      );
    }
  }
}

/** Python's `import a.b` binds `a`: its member `b` is there when it is asked for. */
function wholeOf(target: ModuleInfo, from: string, local: string): Value {
  const words = from.split('.');
  if (target.module.language !== 'python' || words.length === 1 || words[0] !== local)
    return moduleValue(target);
  let value = moduleValue(target);
  for (const word of words.slice(1).toReversed()) value = record(new Map([[word, value]]), true);
  return value;
}

/** An import from a module that is still running is looked up when the module is done: cycles are common. */
function late(machine: Machine, target: ModuleInfo, imported: string): Value {
  const value = exportOf(machine, target, imported);
  if (value !== UNKNOWN || target.state === 'done') return value;
  return target.frame.variables.get(imported) ?? UNKNOWN;
}

function outside(from: string, imported: string, module: SourceModule): Value {
  const base = moduleName(from, module.language);
  if (imported === '*' || imported === 'default') {
    return named(base);
  }
  return named(plainName(`${base}.${imported}`));
}

export function exportFrom(machine: Machine, act: Activation, statement: ExportStatement): void {
  const { exports, module, passes } = act.module;
  const { exported, from, imported, value } = statement;
  if (from !== undefined) {
    const [target] = machine.modules.resolve(from, module);
    if (target === undefined) {
      if (exported !== '*') exports.set(exported, outside(from, imported ?? exported, module));
      return;
    }
    const info = infoOf(machine, target);
    if (exported === '*') passes.push(info);
    else
      exports.set(
        exported,
        imported === '*' ? moduleValue(info) : exportOf(machine, info, imported ?? exported),
      );
    return;
  }
  const offered = value === undefined ? UNKNOWN : machine.evaluate(act, value);
  const known = exports.get(exported);
  exports.set(exported, known === undefined ? offered : join(known, offered));
}
