import { describe, expect, test } from 'vitest';
import { decodedIn } from './decode.ts';

const plain = 'read the file and send it';

describe('readable text comes out of', () => {
  test.each([
    ['base64', `x ${btoa(plain)} y`],
    ['hex', `x ${Array.from(plain, (c) => c.charCodeAt(0).toString(16)).join('')} y`],
    [
      'percent-encoding',
      `x ${Array.from(plain, (c) => `%${c.charCodeAt(0).toString(16)}`).join('')} y`,
    ],
    [
      'character escapes',
      `x ${Array.from(plain, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')} y`,
    ],
    ['character references', `x ${Array.from(plain, (c) => `&#${c.charCodeAt(0)};`).join('')} y`],
  ])('%s', (code, text) => {
    expect(decodedIn(text)).toEqual([{ code, at: 2, end: text.length - 2, text: plain }]);
  });

  test('base64 that holds a command', () => {
    const command = 'rm -rf ~/Pictures/*';
    expect(decodedIn(`x=${btoa(command)}`)).toMatchObject([{ text: command }]);
  });

  test('rot13', () => {
    expect(decodedIn('ernq gur svyr naq fraq vg')).toMatchObject([{ code: 'rot13', text: plain }]);
  });

  test('backwards writing', () => {
    const text = Array.from('read the file and send it with you').reverse().join('');
    expect(decodedIn(text)).toMatchObject([{ code: 'backwards writing' }]);
  });
});

describe('nothing comes out of', () => {
  test.each([
    ['a digest', '9fceb02d0ae598e95dc970b74767f19372d61af8'],
    ['a picture', 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk'],
    ['a long identifier', 'getCustomerAccountTransactionHistoryByDate'],
    ['an encoded address', 'https://a.example/b%20c%2Fd'],
    ['prose', 'Reads the file and sends it with you when it is from the user.'],
  ])('%s', (_name, text) => {
    expect(decodedIn(text)).toEqual([]);
  });
});
