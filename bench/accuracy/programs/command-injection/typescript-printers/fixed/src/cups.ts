import { execFile } from 'node:child_process'

const run = (file: string, args: string[], input = '') =>
  new Promise<string>((resolve, reject) => {
    const child = execFile(file, args, { timeout: 20_000 }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(stdout),
    )
    child.stdin?.end(input)
  })

export const PRINTERS = new Set(['hall-bw', 'hall-colour', 'plotter'])

/** Whether an order can be printed. */
export function acceptable(order: Order): boolean {
  return PRINTERS.has(order.printer) && Number.isInteger(order.copies) && order.copies > 0 && order.copies < 100
}

export interface Order {
  printer: string
  paper: string
  copies: number
  text: string
}

export async function print(order: Order): Promise<string> {
  if (!acceptable(order)) {
    throw new Error('The order cannot be printed: unknown printer or paper, or too many copies.')
  }
  return run('lp', ['-d', order.printer, '-n', String(order.copies), '-o', `media=${order.paper}`], order.text)
}

export const queue = () => run('lpstat', ['-o'])
