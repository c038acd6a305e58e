/**
 * Windows event records as evtx_dump and its relatives write them in JSON: {"Event": {"System": …, "EventData": …}}.
 * Rules speak of what is in them by its own name (EventID, Channel, TargetUserName), not by its path.
 */
type Json = Readonly<Record<string, unknown>>;

/** Names that rules use for attributes of the system section. */
const systemAttributes: readonly (readonly [section: string, attribute: string, name: string])[] = [
  ['Provider', 'Name', 'Provider_Name'],
  ['Provider', 'Guid', 'Provider_Guid'],
  ['Execution', 'ProcessID', 'Execution_ProcessID'],
  ['Execution', 'ThreadID', 'Execution_ThreadID'],
  ['Security', 'UserID', 'Security_UserID'],
  ['TimeCreated', 'SystemTime', 'TimeCreated'],
];

/** The record's own fields beside it; undefined where the value is no such record. */
export function fieldsOfWindowsEvent(value: Json): Json | undefined {
  const { Event: event } = value;
  if (!isMap(event) || !isMap(event.System)) return undefined;
  const named = new Map<string, unknown>();
  for (const [section, attribute, name] of systemAttributes) {
    const attributes = isMap(event.System[section]) ? event.System[section]['#attributes'] : undefined;
    if (isMap(attributes) && attributes[attribute] !== undefined) named.set(name, attributes[attribute]);
  }
  addLeaves(event.System, named);
  for (const data of [event.EventData, event.UserData]) if (isMap(data)) addLeaves(data, named);
  for (const name of Object.keys(value)) named.delete(name);
  return Object.fromEntries(named);
}

const maxDepth = 8;

/** Puts what is at the ends of the branches under its last name; the first of a name stays. */
function addLeaves(map: Json, into: Map<string, unknown>, depth = 0): void {
  for (const [name, child] of Object.entries(map)) {
    if (name === '#attributes' || child === null) continue;
    const content = isMap(child) && '#text' in child ? child['#text'] : child;
    if (!isMap(content)) {
      if (!into.has(name)) into.set(name, content);
    } else if (depth < maxDepth) addLeaves(content, into, depth + 1);
  }
}

function isMap(value: unknown): value is Json {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
