import { expect, test } from 'vitest';
import { Value, copied } from './value.ts';

test('a copy has each member of the value, and is another value', () => {
  const value = new Value();
  for (const name of Object.keys(value)) Object.assign(value, { [name]: Symbol(name) });
  const copy = copied(value);
  expect(copy).not.toBe(value);
  expect(Object.entries(copy)).toEqual(Object.entries(value));
});
