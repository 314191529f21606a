import { sleep } from './log-writer.mjs';

/** Each writes the lines `0` to `count - 1` and does to log or follower what its name says. */
export const scenarios = [
  { name: 'undisturbed', play: ({ writer, count }) => writer.write(count) },
  {
    name: 'create ×3',
    play: ({ writer, count }) => inQuarters(writer, count, () => writer.rename()),
  },
  {
    name: 'copytruncate ×3',
    play: ({ writer, count }) => inQuarters(writer, count, () => writer.copyTruncate()),
  },
  {
    name: '5 quick',
    async play({ writer, count }) {
      await writer.write(count / 2);
      for (let n = 1; n <= 5; n += 1) {
        writer.rename();
        await writer.write(writer.written + count / 100);
      }
      await writer.write(count);
    },
  },
  {
    name: 'SIGKILL',
    async play({ writer, count, follower }) {
      await writer.write(count / 2);
      await follower.kill();
      await writer.write(count * 0.7);
      follower.start();
      await writer.write(count);
    },
  },
  {
    name: 'kill + rotate',
    async play({ writer, count, follower }) {
      await writer.write(count / 2);
      await follower.kill();
      await writer.write(count * 0.6);
      writer.rename();
      await writer.write(count * 0.7);
      follower.start();
      await writer.write(count);
    },
  },
  {
    name: 'kill + 2 rotations, gzip',
    async play({ writer, count, follower }) {
      await writer.write(count / 2);
      await follower.kill();
      for (const share of [0.6, 0.65]) {
        await writer.write(count * share);
        writer.rename();
        writer.compress();
      }
      await writer.write(count * 0.7);
      follower.start();
      await writer.write(count);
    },
  },
  {
    name: 'UTF-8 split',
    slow: true,
    play: ({ writer, count }) => writer.writeInPieces(count),
  },
];

async function inQuarters(writer, count, rotate) {
  for (const quarter of [1, 2, 3]) {
    await writer.write((count / 4) * quarter);
    rotate();
  }
  await sleep(1);
  await writer.write(count);
}
