/** One life of a process, as its stores see it: after its last step nothing that it asks for happens. */
export class Life {
  stepsLeft = Infinity;

  /** The store for as long as this life lasts; each call is one step: all of it, or nothing. */
  of<S extends object>(store: S): S {
    return new Proxy(store, {
      get: (target, name): unknown => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (this.stepsLeft <= 0) return new Promise(() => undefined);
          this.stepsLeft -= 1;
          return (member as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  }
}
