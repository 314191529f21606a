/** An archive is being expanded, or rotation is moving names: ask again soon. */
export class NotReady extends Error {}
