/** Of how many inputs of a whole run each target gets its share: the more the quicker it is. */
export const shares = {
  config: 0.06,
  engine: 0.2,
  expression: 0.6,
  pipeline: 0.06,
  follower: 0.002,
  api: 0.078,
};
