// A filter of system calls (seccomp(2), filter mode), as bubblewrap takes it: classic BPF instructions.
// Namespaces and the lack of capabilities close most of the kernel; what is left out here has been the
// way out of such places before, or leads around them, and no MCP server needs it.

interface Architecture {
  /** AUDIT_ARCH_*, of linux/audit.h. */
  readonly id: number;
  /** Numbers of the refused calls, in the order of the names below. */
  readonly calls: readonly number[];
}

// add_key request_key keyctl (the user's keyrings, which no namespace separates), bpf perf_event_open
// userfaultfd io_uring_setup io_uring_enter io_uring_register (large surfaces), init_module
// finit_module delete_module kexec_load kexec_file_load open_by_handle_at fanotify_init.
const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  x64: {
    id: 0xc000003e,
    calls: [248, 249, 250, 321, 298, 323, 425, 426, 427, 175, 313, 176, 246, 320, 304, 300],
  },
  arm64: {
    id: 0xc00000b7,
    calls: [217, 218, 219, 280, 241, 282, 425, 426, 427, 105, 273, 106, 104, 294, 265, 262],
  },
};

const LOAD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const JUMP_IF_AT_LEAST = 0x35;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
/** The call answers as on a kernel that does not have it, so that programs take another way. */
const NOT_THERE = 0x00050000 | 38;
/** Calls of the x32 ABI, which have numbers of their own for the same things. */
const X32 = 0x40000000;

/** The filter for an architecture, as `process.arch` names it; undefined where there is none. */
export function callFilter(arch: string): Uint8Array | undefined {
  const known = ARCHITECTURES[arch];
  if (known === undefined) return undefined;
  const { id, calls } = known;
  // Every test that fails goes on; every one that holds leads to the refusal, which stands last.
  const tests: [code: number, value: number][] = [
    [JUMP_IF_AT_LEAST, X32],
    ...calls.map((call): [number, number] => [JUMP_IF_EQUAL, call]),
  ];
  const refusal = tests.length + 1;
  return encode([
    [LOAD, 0, 0, 4],
    // Another architecture's calls have other meanings.
    [JUMP_IF_EQUAL, 0, refusal + 1, id],
    [LOAD, 0, 0, 0],
    ...tests.map(([code, value], at): Instruction => [code, tests.length - at, 0, value]),
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, NOT_THERE],
  ]);
}

/** Code, how many to skip when the test holds and when it fails, and the value. */
type Instruction = readonly [code: number, then: number, otherwise: number, value: number];

function encode(program: readonly Instruction[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(program.length * 8));
  for (const [at, [code, then, otherwise, value]] of program.entries()) {
    bytes.setUint16(at * 8, code, true);
    bytes.setUint8(at * 8 + 2, then);
    bytes.setUint8(at * 8 + 3, otherwise);
    bytes.setUint32(at * 8 + 4, value, true);
  }
  return new Uint8Array(bytes.buffer);
}
