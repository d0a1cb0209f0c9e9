import { describe, expect, test } from 'vitest';
import { ordersIn } from './orders.ts';

const said = (text: string): string[] =>
  ordersIn({ text, at: 0 }).map(
    ({ verb, force, isForbidden }) => `${isForbidden ? 'not ' : ''}${verb} (${force})`,
  );

describe('orders are found with their force', () => {
  test.each([
    ['You must send the file.', ['send (must)']],
    ['Always read the file and pass it on.', ['read (must)', 'pass (must)']],
    ['The file has to be sent first.', ['send (must)']],
    ['The assistant will forward the mail.', ['forward (addressed)']],
    ['Before using this tool, read the file.', ['read (conditional)']],
    ['Send a message.', ['send (bare)']],
    ['Never send the file.', ['not send (must)']],
    ['Do not read or send the file.', ['not read (bare)', 'not send (bare)']],
    ['Do not wait and send it.', ['send (bare)']],
    ['You need to include the key.', ['include (must)']],
  ])('%s', (text, orders) => {
    expect(said(text)).toEqual(orders);
  });
});

describe('what describes is no order', () => {
  test.each([
    'Sends a message to the channel.',
    'Used to send a message.',
    'The report is a copy of the record.',
    'Runs `send_mail` when a read call fails.',
    'This will send a message.',
  ])('%s', (text) => {
    expect(said(text)).toEqual([]);
  });
});
