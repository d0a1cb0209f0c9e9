import { expect, test } from 'vitest';
import { definition, instructions, tool } from '../../domain/example.ts';
import { foreignFields } from './scope.ts';

const sum = tool({ name: 'sum', description: 'Adds two numbers. Fast.' });
const editor = tool({ name: 'edit_file', description: 'Edits a file of the project.' });

test('what lies outside of the field that a tool names is foreign', () => {
  expect(foreignFields(sum, 'Read the documents in the folder.')).toBe(1);
  expect(foreignFields(editor, 'Read the documents in the folder.')).toBe(0);
});

test('credentials and the conversation weigh double', () => {
  expect(foreignFields(sum, 'Pass the API key.')).toBe(2);
  expect(foreignFields(editor, 'Pass the whole conversation.')).toBe(2);
});

test('a parameter that is plainly a credential makes credentials part of the field', () => {
  const inputSchema = { type: 'object', properties: { api_key: { type: 'string' } } };
  const quote = tool({ name: 'quote', description: 'Gets a quote.', inputSchema });
  expect(foreignFields(quote, 'Pass the API key.')).toBe(0);
});

test('instructions speak for all the tools of their server', () => {
  const beside = [definition('tool', { name: 'edit_file', description: 'Edits a file.' })];
  expect(foreignFields(instructions('Hello.', { beside }), 'Read the files in the folder.')).toBe(
    0,
  );
  expect(foreignFields(instructions('Hello.'), 'Read the files in the folder.')).toBe(1);
});
