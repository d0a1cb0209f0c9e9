import { expect, test } from 'vitest';
import { cvssScore } from './index.ts';

// Examples of the standards' own documents.
test.each([
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5, 'high'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1, 'medium'],
  ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10, 'critical'],
  ['CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N', 0, 'info'],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3, 'critical'],
  ['CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.3, 'high'],
])('%s comes to %d, %s', (vector, score, severity) => {
  expect(cvssScore(vector)).toEqual({ score, severity });
});

test.each([
  '',
  'HIGH',
  'CVSS:3.1/',
  'CVSS:3.1/AV:Q',
  'CVSS:9.0/AV:N',
  `CVSS:3.1/${'AV:N/'.repeat(60)}`,
])('%j comes to nothing', (vector) => {
  expect(cvssScore(vector)).toBeUndefined();
});
