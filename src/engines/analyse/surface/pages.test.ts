import { facing } from '../../../../test/support/facing.ts';

// Ways for a text to become markup, each with an argument that does and a twin that stays text.

facing('source/html-injection', 'javascript', [
  ['', 'document.body.innerHTML = value;', 'document.body.textContent = value;'],
  ['', 'document.body.innerHTML = `<b>${value}</b>`;', "document.body.innerHTML = '<b></b>';"],
  [
    '',
    'document.getElementById("out").outerHTML = value;',
    'document.getElementById("out").innerText = value;',
  ],
  [
    '',
    "document.body.insertAdjacentHTML('beforeend', value);",
    "document.body.insertAdjacentText('beforeend', value);",
  ],
  ['', 'document.write(value);', "document.write('<p>');"],
  [
    "import DOMPurify from 'dompurify';",
    'document.body.innerHTML = value;',
    'document.body.innerHTML = DOMPurify.sanitize(value);',
  ],
  [
    "const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');",
    'document.body.innerHTML = `<b>${value}</b>`;',
    'document.body.innerHTML = `<b>${escape(value)}</b>`;',
  ],
]);

facing('source/html-injection', 'javascript', [
  [
    "import { createUIResource } from '@mcp-ui/server';",
    "createUIResource({ uri: 'ui://a', content: { type: 'rawHtml', htmlString: `<h1>${value}</h1>` } });",
    "createUIResource({ uri: 'ui://a', content: { type: 'rawHtml', htmlString: '<h1>x</h1>' } });",
  ],
  [
    '',
    "const next = await (await fetch('https://api.example.com/')).text();\n  window.location.href = next;",
    "window.location.href = 'https://example.com/';",
  ],
]);

facing('source/html-injection', 'go', [
  [['html/template'], '_ = template.HTML(value)', '_ = template.HTMLEscapeString(value)'],
]);
