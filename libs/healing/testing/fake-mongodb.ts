import { BSON, type Document } from 'mongodb';
import { type Socket } from 'node:net';
import { TcpStub } from './tcp-stub.js';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
/** Flags and the kind of the one section. */
const MSG_BODY = HEADER_BYTES + 5;
/** Flags, the cursor, where it starts, and how many documents follow. */
const REPLY_BODY = HEADER_BYTES + 20;

const HELLO = { ok: 1, minWireVersion: 8, maxWireVersion: 21, maxBsonObjectSize: 16_777_216 };
const REFUSED = { ok: 0, code: 13, codeName: 'Unauthorized', errmsg: 'requires authentication' };

type Answers = Readonly<Record<string, Document>>;

/** Speaks MongoDB's protocol on loopback: answers commands by their names, and refuses those without an answer. */
export class FakeMongodb {
  private readonly stub = new TcpStub((socket) => {
    this.serve(socket);
  });

  private constructor(private readonly answers: Answers) {}

  static async start(answers: Answers): Promise<{ port: number; stop: () => Promise<void> }> {
    const fake = new FakeMongodb(answers);
    return { port: await fake.stub.start(), stop: () => fake.stub.stop() };
  }

  private serve(socket: Socket): void {
    let received = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      while (received.length >= HEADER_BYTES && received.length >= received.readInt32LE(0)) {
        socket.write(this.reply(received.subarray(0, received.readInt32LE(0))));
        received = received.subarray(received.readInt32LE(0));
      }
    });
  }

  private reply(message: Buffer): Buffer {
    const isQuery = message.readInt32LE(12) === OP_QUERY;
    // A query names its collection, in text that ends with a zero, between two pairs of numbers.
    const start = isQuery ? message.indexOf(0, HEADER_BYTES + 4) + 9 : MSG_BODY;
    const answer = BSON.serialize(this.answer(BSON.deserialize(message.subarray(start))));
    const head = Buffer.alloc(isQuery ? REPLY_BODY : MSG_BODY);
    head.writeInt32LE(head.length + answer.length, 0);
    head.writeInt32LE(message.readInt32LE(4), 8);
    head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
    if (isQuery) head.writeInt32LE(1, HEADER_BYTES + 16);
    return Buffer.concat([head, answer]);
  }

  private answer(command: Document): Document {
    const name = Object.keys(command)[0] ?? '';
    const isHello = name === 'hello' || name === 'ismaster' || name === 'isMaster';
    return isHello ? { ...HELLO, ...this.answers['hello'] } : (this.answers[name] ?? REFUSED);
  }
}
