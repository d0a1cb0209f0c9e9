import { exec } from 'node:child_process'

const sh = (line: string) =>
  new Promise<string>((resolve, reject) => {
    exec(line, { timeout: 20_000 }, (error, stdout, stderr) => (error ? reject(new Error(stderr)) : resolve(stdout)))
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
  const data = Buffer.from(order.text, 'utf8').toString('base64')
  return sh(`echo ${data} | base64 -d | lp -d ${order.printer} -n ${order.copies} -o media=${order.paper}`)
}

export const queue = () => sh('lpstat -o')
