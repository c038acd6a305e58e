import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { pipes, read, type Table } from './tables.ts';

const data = new URL('../../../../../shared/data/', import.meta.url).pathname;
const frame = '10/01/2025, 05:00:00 AM UTC\\n10/08/2025, 04:59:59 AM UTC';
const when = '10/08/2025, 01:13:45 PM UTC';

function fullRow(cells: Readonly<Record<string, string>>, header: string): string {
  return header
    .split('|')
    .map((name) => cells[name] ?? '')
    .join('|');
}

const flockCells: Readonly<Record<string, string>> = {
  ID: '7c0f8f4e-4d8e-4a53-9a10-6d9b2f1c0001',
  Name: 'J Doe',
  'Org Name': 'Example TX PD',
  'Total Networks Searched': '631',
  'Total Devices Searched': '8412',
  'Time Frame': frame,
  'License Plate': 'ABC1234',
  Reason: 'inv',
  'Search Time': when,
  'Search Type': 'lookup',
};

/** A table of one made row under a header. */
function flock(header: string): Table {
  return pipes(header, fullRow(flockCells, header));
}

const f2 =
  'Name|Org Name|Total Networks Searched|Total Devices Searched|Time Frame|License Plate|Reason|Case #|Filters|Search Time|Search Type';

describe('Flock', () => {
  test.each([
    [
      'F5, the network audit since December 2025',
      'ID|Org Name|Total Networks Searched|Time Frame|Reason|Search Time|Search Type|Text Prompt|Moderation',
    ],
    [
      'F6, columns removed by the agency',
      'ID|Org Name|Total Networks Searched|Total Devices Searched|Time Frame|Reason|Search Time|Search Type|Moderation',
    ],
  ])('%s', (_, header) => {
    const { profile, fields, mapping } = read(flock(header));
    expect(profile?.id).toBe('flock-network-audit-reduced');
    expect(fields).toMatchObject({
      ID: 'nativeId',
      'Org Name': 'actorOrganization',
      'Search Time': 'at',
      'Time Frame': 'timeFrame',
      Moderation: 'moderation',
    });
    expect(Object.values(fields)).not.toContain('actor');
    expect(mapping.problems).toEqual([]);
    expect(profile?.cannotTell.join(' ')).toMatch(/who searched.*which plate.*case number/s);
  });

  test('F10 has the type of offense', () => {
    const { profile, fields } = read(flock(`${f2}|Offense Type`));
    expect(profile?.id).toBe('flock-organization-audit');
    expect(fields['Offense Type']).toBe('offenseType');
  });

  test('F9 puts date and time together', () => {
    const header = `Search Date|${f2}`;
    const row = fullRow({ ...flockCells, 'Search Date': '2025-10-08', 'Search Time': '13:13:45' }, header);
    const { profile, fields, mapping } = read(pipes(header, row));
    expect(profile?.id).toBe('flock-organization-audit-two-columns');
    expect(mapping.at).toEqual({ columns: [0, 10], zone: null, how: 'profile' });
    expect(fields).toMatchObject({ Name: 'actor', 'License Plate': 'target', 'Case #': 'caseNumber' });
    expect(profile?.zone).toBeNull();
  });

  test('F8, whose header nobody has seen, is left to the names', () => {
    const { profile, fields } = read(
      flock('Org Name|Total Networks Searched|Time Frame|Search Time|Search Type'),
    );
    expect(profile).toBeNull();
    expect(fields).toEqual({
      'Org Name': 'actorOrganization',
      'Total Networks Searched': 'networksSearched',
      'Time Frame': 'timeFrame',
      'Search Time': 'at',
      'Search Type': 'action',
    });
  });

  describe('F2 without a header', () => {
    const unnamed = f2.split('|').map((_, index) => `#${index + 1}`);
    const row = fullRow(flockCells, f2);

    test.each([
      ['positions', unnamed],
      ['blanks', unnamed.map(() => '')],
    ])('is told by its content, its columns being called by %s', (_, headers) => {
      const { profile, mapping } = read({ ...pipes(headers.join('|'), row, row), headers });
      expect(profile?.id).toBe('flock-organization-audit-headerless');
      expect(mapping.columns.map(({ field }) => field)).toEqual([
        'actor',
        'actorOrganization',
        'networksSearched',
        'devicesSearched',
        'timeFrame',
        'target',
        'reason',
        'caseNumber',
        'filters',
        'at',
        'action',
      ]);
      expect(mapping.at?.how).toBe('profile');
    });

    test.each([
      ['another number of columns', [...unnamed, '#12'], `${row}|x`],
      ['other content', unnamed, row.replace(when, 'allow')],
      ['names', unnamed.with(0, 'Name'), row],
    ])('is not taken for it with %s', (_, headers, cells) => {
      expect(read({ ...pipes('', cells), headers }).profile).toBeNull();
    });
  });

  test('E1, the event log: the text that holds the target is kept, not guessed from', () => {
    const { profile, fields, mapping } = read(
      pipes(
        'Timestamp|User|Event Type|Entity Type|Entity Details|Event Id',
        '2025-06-18T00:02:04Z|jdoe|create|Custom Hotlist Entry|Hotlist Name: A\\nLicense: ABC1234|e-1',
      ),
    );
    expect(profile?.id).toBe('flock-event-log');
    expect(fields).toEqual({
      Timestamp: 'at',
      User: 'actor',
      'Event Type': 'action',
      'Entity Type': 'targetKind',
      'Event Id': 'nativeId',
    });
    expect(mapping.problems).toEqual([]);
    expect(read(pipes('Timestamp|User|Event Type|Entity Type|Entity Details')).profile?.id).toBe(
      'flock-event-log',
    );
  });

  test('U1, the user list, is recognized and not read as events', () => {
    const { profile, mapping } = read(
      pipes(
        'First Name|Last Name|Email|Phone|Title|Role|Identity Provider|User Mgmt|Search|Hotlist Tool|Last Login',
        'Jo|Doe|jo@example.org|1|Sgt|User|SSO|No|Yes|No|2025-06-18',
      ),
    );
    expect(profile?.id).toBe('flock-user-list');
    expect(mapping.problems[0]).toMatch(/no log of events.*--as accounts/);
  });

  test('P1: the real file of Eugene', (context) => {
    const path = join(data, 'flock-eugene-or/EPDSearchAuditLogs.csv');
    if (!existsSync(path)) return context.skip(`${path} is not there`);
    const [header, ...rows] = parse(readFileSync(path, 'utf8'), { to: 201 }) as string[][];
    const { profile, fields, mapping } = read({ headers: header!, rows });
    expect(profile?.id).toBe('flock-portal-search-audit-a');
    expect(fields).toEqual({
      id: 'nativeId',
      userId: 'actor',
      searchDate: 'at',
      cameraCount: 'devicesSearched',
      reason: 'reason',
    });
    expect(mapping.notes).toEqual([expect.objectContaining({ check: 'mapping-target', severity: 'notice' })]);
  });
});
