/** Names of the three lines between page and program. */
export const channels = {
  call: 'scrutineer:call',
  cancel: 'scrutineer:cancel',
  event: 'scrutineer:event',
} as const;
