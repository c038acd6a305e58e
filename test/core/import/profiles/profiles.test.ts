import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProfiles, matchProfile } from '../../../../electron/core/import/profiles/load.ts';
import { loadProfileFile } from '../../../../electron/core/import/profiles/profile-file.ts';

const portalA = '"id","userId","searchDate","cameraCount","reason"';
const portalB = '"id","userId","searchDate","networkCount","reason"';
const f1 =
  'ID, Name, Org Name, Total Networks Searched, Time Frame, License Plate, Reason, Case #, Filters, Search Time, Search Type, Text Prompt, Moderation';
const f2 =
  'Name, Org Name, Total Networks Searched, Total Devices Searched, Time Frame, License Plate, Reason, Case #, Filters, Search Time, Search Type';
const f3 = `${f2}, Text Prompt, Moderation`;
const f4 = `${f1}, Total Devices Searched`;
const headersOf = (line: string) => line.split(',').map((header) => header.replaceAll('"', ''));

describe('the headers of domain.md §1.1', () => {
  test.each([
    ['P1', portalA, 'flock-portal-search-audit-a', 5],
    ['P2', portalB, 'flock-portal-search-audit-b', 5],
    ['F1', f1, 'flock-organization-audit', 13],
    ['F2', f2, 'flock-organization-audit', 11],
    ['F3', f3, 'flock-organization-audit', 13],
    ['F4', f4, 'flock-organization-audit', 14],
  ])('%s', (_, line, id, score) => {
    expect(matchProfile(headersOf(line))).toMatchObject({ profile: { id }, score });
    expect(
      matchProfile(
        headersOf(line)
          .toReversed()
          .map((header) => header.toUpperCase()),
      )?.profile.id,
    ).toBe(id);
    expect(matchProfile([...headersOf(line), 'Something New'])?.profile.id).toBe(id);
  });

  test.each([
    ['one column short', headersOf(portalA).slice(0, 4).join()],
    [
      'names without plates',
      headersOf(f1)
        .filter((header) => header.trim() !== 'License Plate')
        .join(),
    ],
    ['another log', 'Timestamp,User_ID,Patient_ID,Action'],
    ['nothing', ''],
  ])('none for %s', (_, line) => {
    expect(matchProfile(headersOf(line))).toBeNull();
  });
});

describe('built in', () => {
  test('each says where its columns were verified and what the examiner must know', () => {
    const profiles = loadProfiles();
    expect(profiles.length).toBeGreaterThan(20);
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
    for (const { id, notes, cannotTell, source, kind, required } of profiles) {
      expect(notes.length, id).toBeGreaterThan(0);
      for (const sentence of [...notes, ...cannotTell]) expect(sentence, id).toMatch(/^\S.*\.$/);
      if (id === 'generic') continue;
      expect(source, id).toMatch(/^https:|^Headers? |^Headerless sheets |^Split sheets /);
      expect(required.length, id).toBeGreaterThan(0);
      if (kind === 'events') expect(cannotTell.length, id).toBeGreaterThan(0);
    }
  });

  test('say the zone only where it is known and the cells do not say it', () => {
    const zones = loadProfiles().flatMap(({ id, zone }) => (zone === null ? [] : [[id, zone]]));
    expect(zones).toEqual([
      ['flock-portal-search-audit-a', 'UTC'],
      ['flock-portal-search-audit-b', 'UTC'],
      ['microsoft-365-activity-api', 'UTC'],
    ]);
  });

  test('none is taken for another: what one needs is not all that a second one needs too, with the same score', () => {
    const profiles = loadProfiles().filter(
      ({ required, contents }) => required.length > 0 && contents.length === 0,
    );
    for (const profile of profiles) {
      const headers = [...profile.required, ...profile.optional]
        .map(({ header }) => header)
        .filter((header) => !header.includes('['));
      expect(matchProfile(headers)?.profile.id, profile.id).toBe(profile.id);
    }
  });

  test('say that no plate, no case number and no kind of search is in the portal log', () => {
    for (const { cannotTell } of loadProfiles().filter(({ id }) => id.startsWith('flock-portal'))) {
      expect(cannotTell.join(' ')).toMatch(/plate.*case number.*automatic/);
    }
  });
});

describe('of one’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scrutineer-profile-'));

  function load(text: string) {
    const path = join(folder, `${Math.random()}.yml`);
    writeFileSync(path, text);
    return loadProfileFile(path);
  }

  test('are read whole', () => {
    const profile = load(
      `id: our-cad
title: Our CAD
kind: events
source: A letter
system: CAD
zone: America/Denver
dateOrder: dmy
twoDigitYearsFrom: 1980
serialEpochYear: 1904
epochUnit: ms
required: {Datum: at, Uhrzeit: at, Wer: actor, Gerät: null}
optional: {Warum: reason, 123: null}
firstOf: {target: [Wen, Was]}
absent: [Wo]
elements: {user: {array: agent, key: requestor, values: [true]}}
headers: [Datum, Uhrzeit]
contents: {Art: [A, 1], Zahl: number}
markers: {redacted: [XX], value: ['***']}
notes: [A note.]
cannotTell: [A limit.]
`,
    );
    expect(profile).toEqual({
      id: 'our-cad',
      title: 'Our CAD',
      kind: 'events',
      source: 'A letter',
      system: 'CAD',
      zone: 'America/Denver',
      dateOrder: 'dmy',
      twoDigitYearsFrom: 1980,
      serialEpochYear: 1904,
      epochUnit: 'ms',
      required: [
        { header: 'Datum', field: 'at' },
        { header: 'Uhrzeit', field: 'at' },
        { header: 'Wer', field: 'actor' },
        { header: 'Gerät', field: null },
      ],
      optional: [
        { header: 'Warum', field: 'reason' },
        { header: '123', field: null },
      ],
      firstOf: [{ field: 'target', headers: ['Wen', 'Was'] }],
      absent: ['Wo'],
      elements: [{ name: 'user', array: 'agent', key: 'requestor', values: ['true'] }],
      headers: ['Datum', 'Uhrzeit'],
      contents: [
        { header: 'Art', content: ['A', '1'] },
        { header: 'Zahl', content: 'number' },
      ],
      markers: { redacted: ['XX'], value: ['***'] },
      notes: ['A note.'],
      cannotTell: ['A limit.'],
    });
  });

  test('are matched by their columns in any spelling', () => {
    const profile = load('id: x\ntitle: X\nrequired: {Datum: at, Uhrzeit: at, Wer: actor}\n');
    expect(matchProfile(['wer', 'DATUM', 'uhrzeit', 'x'], [profile])).toEqual({ profile, score: 3 });
  });

  const head = 'id: x\ntitle: X\n';
  test.each([
    ['[1, 2]', /id: Invalid key: Expected "id"/],
    ['', /Expected Object/],
    [`${head}required: {A: at\nb: c`, /at line \d/],
    [`${head}required: {}\nrequired: {}`, /unique.*at line 4/],
    [`${head}`, /required/],
    [`${head}required: {}\nzones: UTC`, /zones/],
    [`${head}required: {A: plate}`, /required\.A: "plate" is not a canonical field/],
    [`${head}required: {A: localHour}`, /"localHour" is not a canonical field/],
    [`${head}required: {A: actor, B: actor}`, /2 columns are given for actor/],
    [`${head}required: {A: at, B: at, C: at}`, /3 columns are given for at/],
    [`${head}system: S\nrequired: {A: system}`, /both a constant and a column/],
    [`${head}zone: PDT\nrequired: {}`, /zone: "PDT" is not a time zone/],
    [`${head}dateOrder: ydm\nrequired: {}`, /dateOrder/],
    ['id: ../x\ntitle: X\nrequired: {}', /id: must be lower-case/],
    [
      `${head}a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nrequired: {}`,
      /alias/i,
    ],
    [`${head}required: {}\n#${'x'.repeat(1_200_000)}`, /has 1200\d+ bytes/],
    [`${head}required: [actor]`, /required: must be a map/],
    [`${head}required: {A: actor}\nfirstOf: {actor: [B]}`, /2 columns are given for actor/],
    [`${head}required: {A: at}\nfirstOf: {at: [B]}`, /at is both a choice/],
    [`${head}required: {}\nfirstOf: {plate: [B]}`, /firstOf\.plate: "plate" is not a canonical field/],
    [`${head}required: {}\nfirstOf: {actor: []}`, /firstOf/],
    [`${head}required: {}\ncontents: {A: plates}`, /contents\.A/],
    [`${head}required: {}\nmarkers: {hidden: [x]}`, /markers\.hidden/],
    [`${head}required: {}\nkind: log`, /kind/],
    [`${head}required: {}\n__proto__: {}`, /__proto__/],
    [`${head}required: {A: at}\nepochUnit: hours`, /epochUnit/],
  ])('are refused with the reason: %#', (text, reason) => {
    expect(() => load(text)).toThrow(
      expect.objectContaining({ code: 'input-format', message: expect.stringMatching(reason) }),
    );
  });

  test('that are not there or are no file', () => {
    expect(() => loadProfileFile(join(folder, 'none.yml'))).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(() => loadProfileFile(folder)).toThrow(expect.objectContaining({ code: 'input-unreadable' }));
  });
});
