import postgres from 'postgres';

export const sql = postgres(process.env.CLINIC_DB ?? 'postgres://localhost/clinic', { max: 3 });

export interface Slot {
  id: number;
  doctor: string;
  starts_at: Date;
}
