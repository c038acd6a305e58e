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
const f6 =
  'ID, Org Name, Total Networks Searched, Total Devices Searched, Time Frame, Reason, Search Time, Search Type, Moderation';

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
    ['F6, from which columns were removed', f6],
    ['one column short', headersOf(portalA).slice(0, 4).join()],
    ['another log', 'Timestamp,User_ID,Patient_ID,Action'],
    ['nothing', ''],
  ])('none for %s', (_, line) => {
    expect(matchProfile(headersOf(line))).toBeNull();
  });
});

describe('built in', () => {
  test('are four, each with what the examiner must know', () => {
    expect(loadProfiles().map(({ id }) => id)).toEqual([
      'flock-organization-audit',
      'flock-portal-search-audit-a',
      'flock-portal-search-audit-b',
      'generic',
    ]);
    for (const { id, notes, cannotTell, system } of loadProfiles()) {
      expect(notes.length).toBeGreaterThan(0);
      if (id === 'generic') continue;
      expect(cannotTell.length).toBeGreaterThan(0);
      expect(system).toBe('Flock Safety');
      for (const sentence of [...notes, ...cannotTell]) expect(sentence).toMatch(/^\S.*\.$/);
    }
  });

  test('say the zone only where cells do not', () => {
    const zones = Object.fromEntries(loadProfiles().map(({ id, zone }) => [id, zone]));
    expect(zones).toEqual({
      'flock-organization-audit': null,
      'flock-portal-search-audit-a': 'UTC',
      'flock-portal-search-audit-b': 'UTC',
      generic: null,
    });
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
      'id: our-cad\ntitle: Our CAD\nsystem: CAD\nzone: America/Denver\ndateOrder: dmy\ntwoDigitYearsFrom: 1980\nserialEpochYear: 1904\nrequired: {Datum: at, Uhrzeit: at, Wer: actor}\noptional: {Warum: reason}\nnotes: [A note.]\ncannotTell: [A limit.]\n',
    );
    expect(profile).toEqual({
      id: 'our-cad',
      title: 'Our CAD',
      system: 'CAD',
      zone: 'America/Denver',
      dateOrder: 'dmy',
      twoDigitYearsFrom: 1980,
      serialEpochYear: 1904,
      required: [
        { header: 'Datum', field: 'at' },
        { header: 'Uhrzeit', field: 'at' },
        { header: 'Wer', field: 'actor' },
      ],
      optional: [{ header: 'Warum', field: 'reason' }],
      notes: ['A note.'],
      cannotTell: ['A limit.'],
    });
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
    [`${head}required: {}\n#${'x'.repeat(300_000)}`, /has 300\d+ bytes/],
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
