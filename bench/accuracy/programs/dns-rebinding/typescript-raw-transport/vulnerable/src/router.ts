export interface Device {
  mac: string;
  name: string;
  blocked: boolean;
}

export class HomeRouter {
  private readonly devices = new Map<string, Device>([
    ['aa:01', { mac: 'aa:01', name: 'television', blocked: false }],
    ['aa:02', { mac: 'aa:02', name: 'tablet', blocked: true }],
  ]);

  list(): Device[] {
    return [...this.devices.values()];
  }

  block(mac: string, blocked: boolean): boolean {
    const device = this.devices.get(mac);
    if (device) device.blocked = blocked;
    return device !== undefined;
  }
}
