/**
 * Why records are taken for one act, the surest first. A record is told by the surest tier that joins it to an earlier
 * one; nothing is dropped, and what a rule makes of derived records is the rule's to say.
 */
export const actTiers = [
  {
    name: 'same-id',
    description:
      'the same id of the log: stored again (with other masking, in another file), or a PARTIAL record that a later one completes',
  },
  {
    name: 'same-record',
    description: 'the same record, byte for byte, in a log without ids',
  },
  {
    name: 'statement',
    description:
      'the same statement of one session: sub-statements of pgaudit, or a long SQL Server record split over rows (sequence_number)',
  },
  {
    name: 'client-server',
    description:
      'one request told by client and server: the same request or trace id and action, logged by different parties within 5 minutes',
  },
  {
    name: 'chained',
    description:
      'one query that ran others: the same query id and actor, the next within 120 seconds; or in one session a driver or name query within 30 seconds of a vehicle query by the same actor',
  },
  {
    name: 'same-second',
    description:
      'two files tell the same: second, organization and networks (or second, actor and target) are equal, and every cell that both have is equal or hidden in one',
  },
] as const;

export type ActTier = (typeof actTiers)[number]['name'];

/**
 * `first` stands for the act; `derived` ran by itself after it; `completion` adds to it; `copy` tells it again.
 */
export const actRoles = ['first', 'derived', 'completion', 'copy'] as const;
export type ActRole = (typeof actRoles)[number];

export const actTierNames = actTiers.map(({ name }) => name);
