/** A pool with a fixed number of connections; whoever forgets to release one leaks it. */
export class ConnectionPool {
  constructor(size) {
    this.size = size;
    this.used = 0;
  }

  get exhausted() {
    return this.used >= this.size;
  }

  acquire() {
    if (this.exhausted) {
      throw new Error(`connection pool exhausted: ${this.used} of ${this.size} in use`);
    }
    this.used += 1;
    return () => {
      this.used -= 1;
    };
  }
}
