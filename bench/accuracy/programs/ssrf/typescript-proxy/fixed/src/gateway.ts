import axios, { type AxiosInstance } from 'axios';
import { config } from './config.js';

export class GatewayError extends Error {}

export class Gateway {
  private readonly http: AxiosInstance;

  constructor(base: string) {
    const { origin } = new URL(base);
    if (!config.RELAY_GATEWAYS.includes(origin)) {
      throw new GatewayError(`${origin} is not one of our gateways`);
    }
    this.http = axios.create({ baseURL: origin, timeout: config.RELAY_TIMEOUT, maxRedirects: 0 });
  }

  async sensors(): Promise<string[]> {
    const { data } = await this.http.get('/v1/sensors');
    return data.map((sensor: { id: string }) => sensor.id);
  }

  async reading(sensor: string): Promise<unknown> {
    const { data } = await this.http.get('/v1/readings', { params: { sensor, limit: 1 } });
    return data;
  }
}
