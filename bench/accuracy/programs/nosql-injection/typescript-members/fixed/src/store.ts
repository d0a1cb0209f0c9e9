import { MongoClient, type Collection } from 'mongodb';

export interface Member {
  _id: string;
  name: string;
  town: string;
  phone: string;
  secret: boolean;
}

export class Store {
  private constructor(private readonly members: Collection<Member>) {}

  static async open(uri: string): Promise<Store> {
    const client = await MongoClient.connect(uri);
    return new Store(client.db('club').collection<Member>('members'));
  }

  byTown(town: string): Promise<Member[]> {
    return this.members.find({ town: { $eq: town }, secret: false }).limit(50).toArray();
  }

  /** Members see their own entry if they know the number on their card. */
  async own(name: string, card: string): Promise<Member | null> {
    return this.members.findOne({ name, _id: card });
  }

  async setPhone(card: string, phone: string): Promise<boolean> {
    const { matchedCount } = await this.members.updateOne({ _id: card }, { $set: { phone } });
    return matchedCount === 1;
  }
}
