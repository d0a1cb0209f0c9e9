export interface Lamp {
  id: string;
  room: string;
  on: boolean;
  brightness: number;
}

const lamps = new Map<string, Lamp>([
  ['l1', { id: 'l1', room: 'hall', on: false, brightness: 60 }],
  ['l2', { id: 'l2', room: 'kitchen', on: true, brightness: 100 }],
]);

export const all = (): Lamp[] => [...lamps.values()];

export function set(id: string, change: Partial<Pick<Lamp, 'on' | 'brightness'>>): Lamp {
  const lamp = lamps.get(id);
  if (!lamp) throw new Error('no such lamp');
  Object.assign(lamp, change);
  return lamp;
}
