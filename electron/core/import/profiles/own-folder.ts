import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Folder of the examiner's own profiles: what SCRUTINEER_PROFILES names, else `scrutineer/profiles` where the system keeps
 * settings of a user (XDG Base Directory; AppData on Windows).
 */
export function ownProfileFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { SCRUTINEER_PROFILES: named, XDG_CONFIG_HOME: xdg, APPDATA: appData } = environment;
  if (named) return named;
  const settings = process.platform === 'win32' ? appData : xdg;
  return join(settings || join(homedir(), '.config'), 'scrutineer', 'profiles');
}
