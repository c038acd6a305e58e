import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileFromChoices } from '../../../../electron/core/import/profiles/from-choices.ts';
import { loadProfiles, matchProfile } from '../../../../electron/core/import/profiles/load.ts';
import type { Profile } from '../../../../electron/core/import/profiles/profile.ts';
import { loadProfileFile } from '../../../../electron/core/import/profiles/profile-file.ts';
import { writeProfileFile } from '../../../../electron/core/import/profiles/write.ts';
import type { AppError } from '../../../../shared/contract/errors.ts';
import { pipes, read, samplesOf } from './tables.ts';

const base = mkdtempSync(join(tmpdir(), 'scrutineer-own-profiles-'));
let folders = 0;

function newFolder(): string {
  const path = join(base, String(++folders));
  mkdirSync(path);
  return path;
}

const portal = ['id', 'userId', 'searchDate', 'cameraCount', 'reason'];

describe('a profile from choices', () => {
  test('says what was chosen and leaves the rest to the names', () => {
    const table = pipes('Wen|Wer|Wann|IP|User', 'ABC1234|jdoe|03/04/2025 10:00|10.0.0.1|x');
    const profile = profileFromChoices(table.headers, {
      fields: { Wen: 'target', wer: 'actor', Wann: 'at', User: null },
      zone: 'Europe/Berlin',
      dateOrder: 'dmy',
    });
    expect(profile).toMatchObject({ zone: 'Europe/Berlin', dateOrder: 'dmy', headers: table.headers });
    const { fields, mapping } = read(table, [profile]);
    expect(fields).toEqual({ Wen: 'target', Wer: 'actor', Wann: 'at', IP: 'ipAddress' });
    expect(mapping.at?.how).toBe('profile');
    expect(mapping.problems).toEqual([]);
  });

  test('goes before the profile of the format and keeps what that says besides', () => {
    const built = matchProfile(portal)!.profile;
    const chosen = profileFromChoices(
      portal,
      { fields: { reason: 'caseNumber', userId: null }, zone: 'America/Los_Angeles' },
      { id: 'mine', title: 'Mine', base: built },
    );
    expect(chosen).toMatchObject({
      system: 'Flock Safety',
      zone: 'America/Los_Angeles',
      dateOrder: 'ymd',
      cannotTell: built.cannotTell,
    });
    const row = 'a|u|2025-06-18 00:02:04.789|3|inv';
    const { fields, mapping } = read(pipes(portal.join('|'), row), [chosen]);
    expect(mapping.problems).toEqual([]);
    expect(fields).toEqual({
      id: 'nativeId',
      searchDate: 'at',
      cameraCount: 'devicesSearched',
      reason: 'caseNumber',
    });
  });

  test('takes a field from the column that the profile gave it', () => {
    const built = loadProfiles().find(({ id }) => id === 'aws-cloudtrail')!;
    const headers = [
      'eventVersion',
      'eventTime',
      'eventSource',
      'eventName',
      'eventID',
      'userIdentity.arn',
      'who',
    ];
    const chosen = profileFromChoices(
      headers,
      { fields: { who: 'actor' } },
      { id: 'x', title: 'X', base: built },
    );
    expect(read({ headers, rows: [] }, [chosen]).fields).toMatchObject({ who: 'actor', eventName: 'action' });
    expect(read({ headers, rows: [] }, [chosen]).fields['userIdentity.arn']).toBeUndefined();
  });

  test('tells columns of one name, and of none, by their position', () => {
    const headers = ['Time', 'Name', '', 'Name', 'Name'];
    const profile = profileFromChoices(headers, {
      fields: { 'Name #4': 'actor', '#3': 'target', '#5': 'reason', Name: null, '#1': 'at' },
    });
    expect(profile.required).toEqual([
      { header: 'Name #4', field: 'actor' },
      { header: '#3', field: 'target' },
      { header: 'Name #5', field: 'reason' },
      { header: 'Name', field: null },
      { header: 'Time', field: 'at' },
    ]);
    const { mapping } = read({ headers, rows: [['2025-06-18 00:00:00', 'a', 'b', 'c', 'd']] }, [profile]);
    expect(mapping.columns.map(({ field }) => field)).toEqual(['at', null, 'target', 'actor', 'reason']);
  });

  test('of a file without a header fits only files that hold the same kinds of things', () => {
    const headers = ['', '', ''];
    const rows = [
      ['2025-06-18 00:00:00', 'jdoe', '7'],
      ['2025-06-18 00:00:01', 'x', '8'],
    ];
    const profile = profileFromChoices(
      headers,
      { fields: { '#1': 'at', '#2': 'actor' } },
      { id: 'x', title: 'X', samples: samplesOf({ headers, rows }) },
    );
    expect(read({ headers, rows }, [profile]).mapping.columns.map(({ field }) => field)).toEqual([
      'at',
      'actor',
      null,
    ]);
    const others = rows.map((row) => row.toReversed());
    expect(read({ headers, rows: others }, [profile]).profile).toBeNull();
  });

  test.each([
    [{ Wo: 'actor' }, /no column "Wo"/],
    [{ '#9': 'actor' }, /no column "#9"/],
    [{ Wen: 'plate' }, /"plate" is not a canonical field/],
    [{ Wen: 'localHour' }, /"localHour" is not a canonical field/],
    [{ Wen: 'actor', Wer: 'actor' }, /actor is chosen for 2 columns: "Wen", "Wer"/],
    [{ Wen: 'at', Wer: 'at', Wann: 'at' }, /at is chosen for 3 columns/],
    [{ Wen: 'actor', '#1': 'target' }, /"#1" is chosen twice/],
  ])('is refused for %j', (fields, message) => {
    expect(() => profileFromChoices(['Wen', 'Wer', 'Wann'], { fields })).toThrow(
      expect.objectContaining({ code: 'mapping', message: expect.stringMatching(message) }),
    );
  });
});

describe('saved profiles', () => {
  test('are matched by exactly their columns, before the built-in ones', () => {
    const folder = newFolder();
    const built = matchProfile(portal)!.profile;
    writeProfileFile(
      join(folder, 'mine.yml'),
      profileFromChoices(portal, { zone: 'America/Denver' }, { id: 'mine', title: 'Mine', base: built }),
    );
    const profiles = loadProfiles({ profileFolders: [folder] });
    expect(profiles.length).toBe(loadProfiles().length + 1);
    expect(matchProfile(portal.toReversed(), profiles)?.profile.id).toBe('mine');
    // With a column more it is another export.
    expect(matchProfile([...portal, 'plate'], profiles)?.profile.id).toBe('mine');
    expect(matchProfile(portal.slice(1), profiles)).toBeNull();
    expect(matchProfile(['Wer', 'Wann'], profiles)).toBeNull();
  });

  test('go before one that knows and needs as many, whichever is looked at first', () => {
    const saved = profileFromChoices(portal, { zone: 'America/Denver' }, { id: 'mine', title: 'Mine' });
    expect(matchProfile(portal, [...loadProfiles(), saved])?.profile.id).toBe('mine');
    expect(matchProfile(portal, [saved, ...loadProfiles()])?.profile.id).toBe('mine');
  });

  test('a choice about one column does not reach into other files that have such a column', () => {
    const saved = profileFromChoices(['User', 'Alpha', 'Time'], { fields: { User: 'target' }, zone: 'UTC' });
    expect(matchProfile(['User', 'Time', 'Plate'], [saved])).toBeNull();
  });

  test('the larger built-in one counts before a saved one that knows fewer of the columns', () => {
    const saved = profileFromChoices(
      ['id', 'reason'],
      { fields: { id: 'nativeId' } },
      { id: 'few', title: 'Few' },
    );
    expect(matchProfile(portal, [saved, ...loadProfiles()])?.profile.id).toBe('flock-portal-search-audit-a');
    expect(matchProfile(['id', 'reason'], [saved, ...loadProfiles()])?.profile.id).toBe('few');
  });

  test('that cannot be used are told and left out', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.yml'), 'id: generic\ntitle: X\nrequired: {}\n');
    writeFileSync(join(folder, 'b.yaml'), 'id: mine\ntitle: X\nrequired: {A: actor}\n');
    writeFileSync(join(folder, 'c.yml'), 'id: mine\ntitle: X\nrequired: {A: actor}\n');
    writeFileSync(join(folder, 'd.yml'), '{');
    writeFileSync(join(folder, 'e.txt'), '{');
    const problems: AppError[] = [];
    const profiles = loadProfiles({
      profileFolders: [folder],
      onProblem: (problem) => problems.push(problem),
    });
    expect(profiles[0]?.id).toBe('mine');
    expect(problems.map(({ code }) => code)).toEqual(['exists', 'exists', 'input-format']);
    expect(problems[1]?.message).toContain(join(folder, 'b.yaml'));
    expect(() => loadProfiles({ profileFolders: [folder] })).toThrow(/built-in/);
    expect(loadProfiles({ profileFolders: [join(folder, 'none')] })).toEqual(loadProfiles());
  });
});

describe('writing', () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      'User',
      'user',
      'User #2',
      '#2',
      '__proto__',
      'constructor',
      '~',
      'null',
      '1',
      'a: b',
      '- x',
      '"',
    ),
  );
  const header = text.filter((name) => name.trim() !== '');

  test('and reading back changes nothing', () => {
    const folder = newFolder();
    fc.assert(
      fc.property(
        fc.array(fc.oneof(header, fc.constant('')), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<readonly (string | null)[]>(
          ['actor', null],
          ['at', 'at'],
          [null],
          ['target', 'reason'],
        ),
        fc.option(fc.constantFrom('UTC', '+02:00', 'America/Denver'), { nil: undefined }),
        fc.option(fc.constantFrom('s' as const, 'ns' as const), { nil: undefined }),
        fc.option(fc.array(header, { maxLength: 3 }), { nil: undefined }),
        (headers, fields, zone, epochUnit, redacted) => {
          const chosen = Object.fromEntries(
            fields.slice(0, headers.length).map((field, index) => [`#${index + 1}`, field]),
          );
          const markers = redacted && { redacted: redacted.map((marker) => marker.trim()) };
          const profile = profileFromChoices(headers, { fields: chosen, zone, epochUnit, markers });
          const path = join(folder, 'p.yml');
          writeProfileFile(path, profile);
          expect(loadProfileFile(path)).toEqual(profile);
          expect(
            matchProfile(
              headers,
              [profile],
              headers.map(() => ['7', '8']),
            )?.profile ?? null,
          ).toEqual(
            headers.every((name, index) => name.trim() === '' || name.trim() === `#${index + 1}`)
              ? null
              : profile,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the example of the user guide is one that can be used', () => {
    const guide = readFileSync(new URL('../../../../docs/user-guide.md', import.meta.url), 'utf8');
    const example = /```yaml\n(id: county-cad-audit[\s\S]*?)```/.exec(guide)![1]!;
    const path = join(newFolder(), 'example.yml');
    writeFileSync(path, example);
    const { mapping, fields } = read(
      pipes('Login|Plate|When|Why|Phone|Terminal|Workstation', 'a|ABC1234|01/02/2025 10:00|inv|1||w1'),
      [loadProfileFile(path)],
    );
    expect(mapping.problems).toEqual([]);
    expect(fields).toMatchObject({ Login: 'actor', Plate: 'target', Workstation: 'device' });
    expect(fields.Phone).toBeUndefined();
  });

  test('keeps every built-in profile', () => {
    const folder = newFolder();
    for (const profile of loadProfiles()) {
      const path = join(folder, `${profile.id}.yml`);
      writeProfileFile(path, profile);
      expect(loadProfileFile(path)).toEqual(profile);
    }
  });

  test('replaces as a whole, makes the folder, leaves nothing half done', () => {
    const folder = join(newFolder(), 'a/b');
    const profile: Profile = loadProfiles()[0]!;
    const path = join(folder, 'p.yml');
    writeProfileFile(path, profile);
    writeProfileFile(path, { ...profile, title: 'Second' });
    expect(readdirSync(folder)).toEqual(['p.yml']);
    expect(readFileSync(path, 'utf8')).toContain('Second');
    expect(() => writeProfileFile(join(path, 'q.yml'), profile)).toThrow(
      expect.objectContaining({ code: 'input-output' }),
    );
  });
});
