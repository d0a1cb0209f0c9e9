import { describe, expect, test } from 'vitest';
import { hazardOf } from './addresses.ts';

describe('addresses', () => {
  test.each([
    ['127.0.0.1', 'named'],
    ['127.255.255.254', 'named'],
    ['0.0.0.0', 'named'],
    ['10.0.0.1', 'named'],
    ['172.16.0.1', 'named'],
    ['172.31.255.255', 'named'],
    ['192.168.1.1', 'named'],
    ['100.64.0.1', 'named'],
    ['100.100.100.200', 'allowed'],
    ['169.254.169.254', 'allowed'],
    ['192.0.0.192', 'allowed'],
    ['224.0.0.1', 'allowed'],
    ['255.255.255.255', 'allowed'],
    ['::', 'named'],
    ['::1', 'named'],
    ['fc00::1', 'named'],
    ['fd12:3456::1', 'named'],
    ['fd00:ec2::254', 'allowed'],
    ['fe80::1', 'allowed'],
    ['fe80::1%eth0', 'allowed'],
    ['ff02::1', 'allowed'],
    ['::ffff:127.0.0.1', 'named'],
    ['::ffff:7f00:1', 'named'],
    ['::ffff:169.254.169.254', 'allowed'],
    ['::127.0.0.1', 'named'],
    ['::ffff:0:10.0.0.1', 'named'],
    ['64:ff9b::10.1.2.3', 'named'],
    ['64:ff9b::a9fe:a9fe', 'allowed'],
    ['64:ff9b:1::1', 'allowed'],
    ['2002:7f00:1::', 'named'],
    ['2002:a9fe:a9fe::1', 'allowed'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'allowed'],
    ['2001:db8::1', 'named'],
    ['203.0.113.80', 'named'],
    ['4000::1', 'allowed'],
    ['not an address', 'allowed'],
  ])('%s needs to be %s', (address, needs) => {
    expect(hazardOf(address)?.needs).toBe(needs);
  });

  test.each([
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '169.253.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '::ffff:1.1.1.1',
    '64:ff9b::1.1.1.1',
    '2002:101:101::1',
  ])('%s is an ordinary public address', (address) => {
    expect(hazardOf(address)).toBeUndefined();
  });
});
