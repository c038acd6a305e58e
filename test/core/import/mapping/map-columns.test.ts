import { describe, expect, test } from 'vitest';
import { type ColumnMapping, mapColumns } from '../../../../electron/core/import/mapping/map-columns.ts';
import { loadProfiles, matchProfile } from '../../../../electron/core/import/profiles/load.ts';

/** Maps rows written as CSV without quotes; the first is the header. */
function mapRows(header: string, ...rows: readonly string[]): ColumnMapping {
  return mapCells(
    header.split(','),
    rows.map((row) => row.split(',')),
  );
}

function mapCells(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  profileId?: string,
): ColumnMapping {
  const samples = headers.map((_, column) => rows.map((row) => row[column] ?? ''));
  const profile = loadProfiles().find(({ id }) => id === profileId) ?? matchProfile(headers)?.profile;
  return mapColumns({ headers, samples, profile });
}

/** Field by header, the time as `at`. */
function fieldsOf({ columns }: ColumnMapping): Record<string, string | null> {
  return Object.fromEntries(columns.map(({ header, field }) => [header, field]));
}

function messages({ notes }: ColumnMapping, check: string): string[] {
  return notes.filter((note) => note.check === check).map(({ message }) => message);
}

const time = '2025-06-18 00:02:04.789';

describe('dialects', () => {
  test.each([
    [
      'JusticeONE style',
      'Event Type,IP Address,ORI,User Name,Query ID,Date,Time,Details',
      'Vehicle Query,10.0.0.1,GA0000000,jdoe,77,06/18/2025,10:11:12,x',
      {
        'Event Type': 'action',
        'IP Address': 'ipAddress',
        ORI: 'ori',
        'User Name': 'actor',
        'Query ID': 'nativeId',
        Date: 'at',
        Time: 'at',
        Details: null,
      },
    ],
    [
      'message switch',
      'MKE,ORI,LIC,PUR,TERMINAL,OPERATOR ID,DATE,TIME',
      'RQ,GA0000000,ABC123,C,T1,jdoe,20250618,1011',
      {
        MKE: 'action',
        ORI: 'ori',
        LIC: 'target',
        PUR: 'purposeCode',
        TERMINAL: 'device',
        'OPERATOR ID': 'actor',
        DATE: 'at',
        TIME: 'at',
      },
    ],
    [
      'health record access',
      'Timestamp,User_ID,Patient_ID,Action',
      `${time},u1,p1,VIEW`,
      { Timestamp: 'at', User_ID: 'actor', Patient_ID: 'target', Action: 'action' },
    ],
    [
      'Clarity',
      'ACCESS_TIME,USER_ID,WORKSTATION_ID,METRIC_ID,PAT_ID,CSN',
      `${time},u1,w1,17,p1,9`,
      {
        ACCESS_TIME: 'at',
        USER_ID: 'actor',
        WORKSTATION_ID: 'device',
        METRIC_ID: 'action',
        PAT_ID: 'target',
        CSN: null,
      },
    ],
    [
      'Oracle unified audit',
      'AUDIT_TYPE,SESSIONID,OS_USERNAME,USERHOST,DBUSERNAME,EVENT_TIMESTAMP,ACTION_NAME,RETURN_CODE,OBJECT_NAME,SQL_TEXT',
      `Standard,12,osu,host,SCOTT,${time},SELECT,0,EMP,select 1`,
      {
        AUDIT_TYPE: null,
        SESSIONID: 'session',
        OS_USERNAME: 'onBehalfOf',
        USERHOST: 'device',
        DBUSERNAME: 'actor',
        EVENT_TIMESTAMP: 'at',
        ACTION_NAME: 'action',
        RETURN_CODE: 'result',
        OBJECT_NAME: 'target',
        SQL_TEXT: 'statement',
      },
    ],
    [
      'SQL Server audit',
      'event_time,action_id,succeeded,session_id,server_principal_name,database_name,object_name,statement,client_ip',
      `${time},SL,1,55,sa,hr,staff,select 1,10.0.0.1`,
      {
        event_time: 'at',
        action_id: 'action',
        succeeded: 'result',
        session_id: 'session',
        server_principal_name: 'actor',
        database_name: 'system',
        object_name: 'target',
        statement: 'statement',
        client_ip: 'ipAddress',
      },
    ],
    [
      'MySQL audit, flattened',
      'timestamp,id,event,connection_id,account.user,account.host,login.ip',
      `${time},0,query,5,root,localhost,10.0.0.1`,
      {
        timestamp: 'at',
        id: 'nativeId',
        event: 'action',
        connection_id: 'session',
        'account.user': 'actor',
        'account.host': null,
        'login.ip': 'ipAddress',
      },
    ],
    [
      'Microsoft 365',
      'TimeGenerated,Operation,UserId,ResultStatus,ClientIP,Workload,ObjectId',
      '2025-06-18T00:02:04Z,MailItemsAccessed,a@b,Succeeded,10.0.0.1,Exchange,o1',
      {
        TimeGenerated: 'at',
        Operation: 'action',
        UserId: 'actor',
        ResultStatus: 'result',
        ClientIP: 'ipAddress',
        Workload: 'system',
        ObjectId: 'target',
      },
    ],
    [
      'CloudTrail, flattened',
      'eventTime,eventSource,eventName,userIdentity.arn,sourceIPAddress,eventID,errorCode',
      '2025-06-18T00:02:04Z,s3.amazonaws.com,GetObject,arn:x,10.0.0.1,e1,',
      {
        eventTime: 'at',
        eventSource: 'system',
        eventName: 'action',
        'userIdentity.arn': 'actor',
        sourceIPAddress: 'ipAddress',
        eventID: 'nativeId',
        errorCode: 'errorCode',
      },
    ],
    [
      'Splunk',
      '_time,user,src_ip,action,host,_raw',
      '1720512672.123,jdoe,10.0.0.1,search,h1,raw',
      { _time: 'at', user: 'actor', src_ip: 'ipAddress', action: 'action', host: 'device', _raw: null },
    ],
    [
      'Elastic',
      '@timestamp,user.name,source.ip,event.action,event.outcome,host.name,event.id',
      '2025-06-18T00:02:04.000Z,jdoe,10.0.0.1,login,success,h1,e1',
      {
        '@timestamp': 'at',
        'user.name': 'actor',
        'source.ip': 'ipAddress',
        'event.action': 'action',
        'event.outcome': 'result',
        'host.name': 'device',
        'event.id': 'nativeId',
      },
    ],
    [
      'message switch, one person',
      'MKE,ORI,NAM,DOB,OLN,OLS,ATN,PUR,MESSAGE NUMBER,SEQ,DATE TIME',
      'DQ,GA0000000,"DOE JO",19800618,123,GA,SGT ROE,C,m7,41,20250618 101112',
      {
        MKE: 'action',
        ORI: 'ori',
        NAM: 'target',
        DOB: 'targetBirthDate',
        OLN: null,
        OLS: 'targetRegion',
        ATN: 'onBehalfOf',
        PUR: 'purposeCode',
        'MESSAGE NUMBER': 'nativeId',
        SEQ: 'sequence',
        'DATE TIME': 'at',
      },
    ],
    [
      'license plate reader',
      'Search Date/Time,Searched By,Agency,Plate Number,Plate State,Query Type,Query Pars,Reason,Hits',
      `${time},jdoe,PD,ABC1234,TX,Browsing,x,inv,3`,
      {
        'Search Date/Time': 'at',
        'Searched By': 'actor',
        Agency: 'actorOrganization',
        'Plate Number': 'target',
        'Plate State': 'targetRegion',
        'Query Type': 'action',
        'Query Pars': 'filters',
        Reason: 'reason',
        Hits: 'resultCount',
      },
    ],
    [
      'health record access with a name',
      'ACCESS_INSTANT,USER_ID,USER_NAME,DEPARTMENT,PAT_ID,PATIENT_NAME,DATE_OF_BIRTH,METRIC,WORKSTATION_ID',
      `${time},u1,Jo Roe,ER,p1,Al Doe,1980-06-18,VIEW,w1`,
      {
        ACCESS_INSTANT: 'at',
        USER_ID: 'actor',
        USER_NAME: 'actorName',
        DEPARTMENT: 'actorUnit',
        PAT_ID: 'target',
        PATIENT_NAME: 'targetName',
        DATE_OF_BIRTH: 'targetBirthDate',
        METRIC: 'action',
        WORKSTATION_ID: 'device',
      },
    ],
    [
      'Spanish',
      'Fecha y hora,Usuario,Agencia,Matrícula,Motivo,Número de caso,Dirección IP',
      `${time},jdoe,PD,ABC1234,inv,7,10.0.0.1`,
      {
        'Fecha y hora': 'at',
        Usuario: 'actor',
        Agencia: 'actorOrganization',
        Matrícula: 'target',
        Motivo: 'reason',
        'Número de caso': 'caseNumber',
        'Dirección IP': 'ipAddress',
      },
    ],
    [
      'French',
      "Horodatage,Nom d'utilisateur,Plaque d'immatriculation,Motif,Numéro de dossier,Résultat",
      `${time},jdoe,AB-123-CD,enq,7,ok`,
      {
        Horodatage: 'at',
        "Nom d'utilisateur": 'actor',
        "Plaque d'immatriculation": 'target',
        Motif: 'reason',
        'Numéro de dossier': 'caseNumber',
        Résultat: 'result',
      },
    ],
    [
      'German',
      'Datum,Uhrzeit,Benutzer,Dienststelle,Kennzeichen,Abfragegrund,Aktenzeichen,Arbeitsplatz',
      '18.06.2025,10:11:12,jdoe,PI Mitte,B-AB 123,Verdacht,7,PC1',
      {
        Datum: 'at',
        Uhrzeit: 'at',
        Benutzer: 'actor',
        Dienststelle: 'actorOrganization',
        Kennzeichen: 'target',
        Abfragegrund: 'reason',
        Aktenzeichen: 'caseNumber',
        Arbeitsplatz: 'device',
      },
    ],
    [
      'a period asked for in two columns',
      'Timestamp,User,Plate,From Date,To Date',
      `${time},u,ABC1234,2025-06-01,2025-06-18`,
      { Timestamp: 'at', User: 'actor', Plate: 'target', 'From Date': 'windowStart', 'To Date': 'windowEnd' },
    ],
  ])('%s', (_, header, row, expected) => {
    const headers = header.split(',');
    const mapping = mapColumns({ headers, samples: row.split(',').map((cell) => [cell]) });
    expect(mapping.problems).toEqual([]);
    expect(fieldsOf(mapping)).toEqual(expected);
    expect(mapping.columns.every(({ field, how }) => (field === null ? how === null : how === 'name'))).toBe(
      true,
    );
  });
});

describe('one column for a field', () => {
  test('the surest name wins, wherever it stands; the others stay', () => {
    const mapping = mapRows('Email,Username,User ID,User Name,Time', `a@b,u,7,J Doe,${time}`);
    expect(fieldsOf(mapping)).toEqual({
      Email: null,
      Username: 'actorName',
      'User ID': 'actor',
      'User Name': null,
      Time: 'at',
    });
  });

  test('a second column of the same name is kept and noted', () => {
    const mapping = mapRows('User,User,Time', `a,b,${time}`);
    expect(mapping.columns.map(({ field }) => field)).toEqual(['actor', null, 'at']);
    expect(messages(mapping, 'header-repeated')).toEqual([expect.stringContaining('"User"')]);
  });

  test('further columns that could be the target are named', () => {
    const mapping = mapRows('User,LIC,NAM,VIN,Time', `a,b,c,d,${time}`);
    expect(fieldsOf(mapping)).toMatchObject({ LIC: 'target', NAM: null, VIN: null });
    expect(messages(mapping, 'mapping-target')).toEqual([
      expect.stringContaining('"NAM", "VIN" could be it too'),
    ]);
  });
});

describe('who acted and on whom', () => {
  test('is never guessed from content', () => {
    const mapping = mapRows(
      'Alpha,Beta,When,Search Time',
      `587e52c3-e5b1-494d-bc15-943a853a26f5,ABC1234,x,${time}`,
    );
    expect(fieldsOf(mapping)).toMatchObject({ Alpha: null, Beta: null, When: null });
    expect(messages(mapping, 'mapping-actor')).toEqual([
      expect.stringContaining('no column is known to say who acted'),
    ]);
    expect(messages(mapping, 'mapping-target')).toEqual([expect.stringContaining('whom or what')]);
    expect(messages(mapping, 'mapping-own')).toEqual([
      'kept as the source\'s own columns: "Alpha", "Beta", "When"',
    ]);
  });

  test('a column called Name is the actor only beside a target, with a warning', () => {
    const beside = mapRows('Name,License Plate,Search Time', `J Doe,ABC1234,${time}`);
    expect(fieldsOf(beside)).toMatchObject({ Name: 'actor' });
    expect(messages(beside, 'mapping-actor')).toEqual([
      expect.stringContaining('"Name" is taken for the actor'),
    ]);
    expect(fieldsOf(mapRows('Name,Search Time', `J Doe,${time}`))).toMatchObject({ Name: null });
    expect(fieldsOf(mapRows('Name,User,License Plate,Search Time', `J,u,A,${time}`))).toMatchObject({
      Name: null,
    });
  });
});

describe('the time', () => {
  test('is put together from date and time (F9)', () => {
    const mapping = mapRows('Search Time,Search Date,User', '10:11:12,2025-06-18,u');
    expect(mapping.at).toEqual({ columns: [1, 0], zone: null, how: 'name' });
    expect(fieldsOf(mapping)).toMatchObject({ 'Search Time': 'at', 'Search Date': 'at' });
  });

  test('is put together from a date with the midnight that a spreadsheet gave it and a time', () => {
    const rows = ['10/18/2025 0:00,13:13:45,u', '10/19/2025 0:00,00:00:01,u'];
    expect(mapRows('Search Date,Search Time,User', ...rows).at?.columns).toEqual([0, 1]);
    const real = mapRows('Search Date,Search Time,User', '10/18/2025 0:01,13:13:45,u');
    expect(real.at?.columns).toEqual([0]);
    expect(mapRows('Search Date,User', '10/18/2025 0:00,u').at?.columns).toEqual([0]);
  });

  test('pairs the date with the time of the same name', () => {
    const mapping = mapRows('Log Time,Event Date,Event Time,User', '01:00,2025-06-18,10:11:12,u');
    expect(mapping.at?.columns).toEqual([1, 2]);
  });

  test('is one column where that holds both', () => {
    const mapping = mapRows('Search Date,Search Time,User', `2025-06-18,${time},u`);
    expect(mapping.at).toEqual({ columns: [1], zone: null, how: 'name' });
    expect(fieldsOf(mapping)).toMatchObject({ 'Search Date': null });
  });

  test('is a date alone where there is no more', () => {
    expect(mapRows('Date,User', '2025-06-18,u').at?.columns).toEqual([0]);
  });

  test('may be undecided between day and month and still be the time', () => {
    expect(mapRows('Search Time,User', '03/04/2025 10:00,u').at?.columns).toEqual([0]);
  });

  test.each(['Timestamp (UTC)', 'Event Time UTC', 'utc_timestamp', 'Time [GMT]'])(
    '%s states its zone',
    (header) => {
      expect(mapRows(`${header},User`, `${time},u`).at).toEqual({ columns: [0], zone: 'UTC', how: 'name' });
    },
  );

  test('names the other columns that hold times', () => {
    const mapping = mapRows('Search Time,Created At,User', `${time},${time},u`);
    expect(mapping.at?.columns).toEqual([0]);
    expect(messages(mapping, 'mapping-time')).toEqual([
      '"Search Time" is taken for the time of the event; "Created At" holds times too',
    ]);
  });

  test('is not a column that is only named so', () => {
    const mapping = mapRows('Search Time,Search Date,User', `allow,${time},u`, `warn,${time},v`);
    expect(mapping.at?.columns).toEqual([1]);
    expect(messages(mapping, 'mapping-time')).toEqual([
      'column "Search Time" is named like the time of the event but holds no times in a known form, for example "allow". The cells may be shifted against the header',
    ]);
  });

  test('is found by content when nothing is named so and only one column holds times', () => {
    const mapping = mapRows('Augenblick,User,Time Frame', `${time},u,${time}`);
    expect(mapping.at).toEqual({ columns: [0], zone: null, how: 'content' });
    expect(mapping.columns[0]).toMatchObject({ field: 'at', how: 'content' });
    expect(messages(mapping, 'mapping-time')).toEqual([expect.stringContaining('"Augenblick" is taken')]);
  });

  test('is not guessed between two, nor from numbers, dates alone or columns that mostly hold none', () => {
    const two = mapRows('Von,Bis,User', `${time},${time},u`);
    expect(two.at).toBeNull();
    expect(two.problems).toEqual([
      expect.stringContaining('more than one column holds times ("Von", "Bis")'),
    ]);
    expect(mapRows('Nummer,User', '1720512672,u').at).toBeNull();
    expect(mapRows('Geburtstag,User', '1980-06-18,u').at).toBeNull();
    expect(mapRows('Augenblick,User', `${time},u`, 'x,u').at).toBeNull();
    expect(mapRows('Augenblick,User', `${time},u`, ',u', ',u').at).toBeNull();
  });

  test('that is nowhere is a problem that names the columns', () => {
    const mapping = mapRows('foo,User', '1,u');
    expect(mapping.problems).toEqual([
      'no column holds the time of the event. The columns are "foo", "User". Name it in a profile (field "at")',
    ]);
  });

  test('may be in spreadsheet days, or end in a zone that is a word: how to read it is asked later', () => {
    expect(mapRows('Timestamp,User', '45855.50163,u').at?.columns).toEqual([0]);
    expect(mapRows('Timestamp,User', `${time} PST,u`).at?.columns).toEqual([0]);
    expect(mapRows('Augenblick,User', '45855.50163,u').at).toBeNull();
  });

  test('is taken by its name when there are no samples', () => {
    expect(mapRows('Search Time,User').at?.columns).toEqual([0]);
  });
});

describe('the event id', () => {
  const ids = ['5869ce7e-98f2-47e7-a3c2-5e6bff4def4a', '9b29b2b1-b9ff-4802-9a3b-815a75f1b26e'];

  test('is found by content in a column without a name', () => {
    const mapping = mapRows(',User,Time', `${ids[0]},u,${time}`, `${ids[1]},u,${time}`);
    expect(mapping.columns[0]).toEqual({ index: 0, header: '#1', field: 'nativeId', how: 'content' });
    expect(messages(mapping, 'header-blank')).toEqual(['columns without a name: #1']);
  });

  test('is not a column of UUIDs that repeat, or that has another name', () => {
    expect(mapRows(',User,Time', `${ids[0]},u,${time}`, `${ids[0]},u,${time}`).columns[0]?.field).toBeNull();
    expect(
      mapRows('Vehicle,User,Time', `${ids[0]},u,${time}`, `${ids[1]},u,${time}`).columns[0]?.field,
    ).toBeNull();
  });

  test('may repeat with the whole record, as in doubled exports', () => {
    expect(mapRows('ID,User,Time', `a7,u,${time}`, `a7,u,${time}`).columns[0]?.field).toBe('nativeId');
  });

  test('is not a value that returns at another time', () => {
    const mapping = mapRows('Event ID,User,Time', `4624,u,${time}`, '4624,u,2025-06-19 00:00:00');
    expect(mapping.columns[0]).toMatchObject({ field: null, how: null });
    expect(messages(mapping, 'mapping-id')).toEqual([
      expect.stringContaining('"4624", so it does not identify events'),
    ]);
  });

  test.each([
    [['1', '2', '3'], null],
    [['0', '1', '2'], null],
    [['7', '8', '9'], 'nativeId'],
    [['1', '2', '4'], 'nativeId'],
  ])('is not a count of rows: %j', (values, field) => {
    const mapping = mapRows('ID,User,Time', ...values.map((id) => `${id},u,${time}`));
    expect(mapping.columns[0]?.field).toBe(field);
  });
});

test('numbers that are none hint at shifted cells; masks do not', () => {
  const headers = ['User', 'Camera Count', 'Networks', 'Time'];
  const good = mapCells(headers, [
    ['u', 'investigation', '***', time],
    ['u', '2,510', '3.0', time],
  ]);
  expect(messages(good, 'mapping-number')).toEqual([]);
  const shifted = mapCells(headers, [
    ['u', 'investigation', '***', time],
    ['u', 'uuv', '***', time],
    ['u', '2510', '***', time],
  ]);
  expect(messages(shifted, 'mapping-number')).toEqual([
    'column "Camera Count" should hold numbers but holds for example "investigation". The cells may be shifted against the header',
  ]);
});

describe('with a profile', () => {
  const f1 =
    'ID,Name,Org Name,Total Networks Searched,Time Frame,License Plate,Reason,Case #,Filters,Search Time,Search Type,Text Prompt,Moderation'.split(
      ',',
    );
  const row = [
    '7c0f',
    'J Doe',
    'Example TX PD',
    '631',
    '10/01/2025, 05:00:00 AM UTC\n10/08/2025, 04:59:59 AM UTC',
    'ABC1234',
    'inv',
    '',
    'texas',
    '10/08/2025, 01:13:45 PM UTC',
    'lookup',
    '',
    '',
  ];

  test('the 13 columns of the organization audit', () => {
    const mapping = mapCells(f1, [row]);
    expect(fieldsOf(mapping)).toEqual({
      ID: 'nativeId',
      Name: 'actor',
      'Org Name': 'actorOrganization',
      'Total Networks Searched': 'networksSearched',
      'Time Frame': 'timeFrame',
      'License Plate': 'target',
      Reason: 'reason',
      'Case #': 'caseNumber',
      Filters: 'filters',
      'Search Time': 'at',
      'Search Type': 'action',
      'Text Prompt': 'prompt',
      Moderation: 'moderation',
    });
    expect(mapping.columns.every(({ how }) => how === 'profile')).toBe(true);
    expect(mapping).toMatchObject({
      at: { columns: [9], zone: null, how: 'profile' },
      notes: [],
      problems: [],
    });
  });

  test('in any order of columns, further ones by name', () => {
    const headers = [...f1, 'Offense Type', 'Badge'].toReversed();
    const mapping = mapCells(headers, [[...row, 'Auto Theft', '77'].toReversed()]);
    expect(fieldsOf(mapping)).toMatchObject({ Name: 'actor', 'Offense Type': 'offenseType', Badge: null });
    expect(mapping.at?.columns).toEqual([headers.indexOf('Search Time')]);
  });

  test('a verdict under Search Time is a problem', () => {
    const shifted = row.with(9, 'allow');
    const mapping = mapCells(f1, [shifted]);
    expect(mapping.at).toBeNull();
    expect(mapping.problems).toEqual([expect.stringContaining('"Search Time" is named like the time')]);
  });

  test('a profile that does not fit says what is missing', () => {
    const mapping = mapCells(['id', 'userId', 'searchDate', 'reason'], [], 'flock-portal-search-audit-a');
    expect(mapping.problems).toEqual([
      'the profile flock-portal-search-audit-a needs the columns "cameraCount", which this file does not have. Its columns are "id", "userId", "searchDate", "reason". Use another profile or none',
    ]);
  });

  test('date and time of a profile are put in order', () => {
    const profile = {
      ...loadProfiles().find(({ id }) => id === 'generic')!,
      system: 'CAD',
      required: [
        { header: 'Uhrzeit', field: 'at' },
        { header: 'Tag', field: 'at' },
      ] as const,
    };
    const mapping = mapColumns({
      headers: ['Uhrzeit', 'Tag', 'System'],
      samples: [['10:11'], ['31.12.2025'], ['x']],
      profile,
    });
    expect(mapping.at).toEqual({ columns: [1, 0], zone: null, how: 'profile' });
    // The profile's constant stands for the system.
    expect(mapping.columns[2]?.field).toBeNull();
  });
});

describe('content against a name', () => {
  const about = (header: string, cells: readonly string[]) => {
    const rows = cells.map((cell, index) => [cell, `2025-06-18 00:00:0${index}`]);
    return messages(mapCells([header, 'Event Time'], rows), 'mapping-content');
  };

  test.each([
    ['User', ['10.0.0.1', '10.0.0.2'], 'is taken for actor but holds network addresses'],
    ['User', ['2025-06-18 00:02:04', '2025-06-19 00:02:04'], 'is taken for actor but holds times'],
    ['Reason', ['5869ce7e-98f2-47e7-a3c2-5e6bff4def4a'], 'is taken for reason but holds UUIDs'],
    ['User', ['10.0.0.1', '***', 'REDACTED'], 'is taken for actor but holds network addresses'],
    ['Case #', ['a@example.org'], 'is taken for caseNumber but holds e-mail addresses'],
    ['IP', ['5', '6'], 'is taken for ipAddress but holds numbers'],
    [
      'License Plate',
      ['investigation of a theft', 'a stolen vehicle', 'x'],
      'is named like a license plate but holds',
    ],
    ['ORI', ['Springfield PD'], 'is named like an originating agency identifier but holds'],
  ])('%s of %j is noted; the mapping stays', (header, cells, message) => {
    expect(about(header, cells)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['User', ['jdoe', '587e52c3-e5b1-494d-bc15-943a853a26f5', 'a@example.org', '77']],
    ['User', ['***', 'REDACTED', '']],
    ['License Plate', ['ABC1234', '*AAA9*', 'B-AB 123', 'AB-123-CD', '8ABC123', 'abc 123']],
    ['License Plate', ['ABC1234', 'stolen vehicle of a friend']],
    ['ORI', ['GA0000000', 'CA0190000']],
    ['IP', ['10.0.0.1', '::1', '2001:db8::7', '10.0.0.1:443', 'AWS Internal']],
    ['Reason', ['2025-123', '77', '10-31']],
  ])('%s of %j is not', (header, cells) => {
    expect(about(header, cells)).toEqual([]);
  });

  test('a column of network addresses is taken for them where its name does not say whose they are', () => {
    const row = (header: string) => mapRows(`User,${header},Time`, `u,10.0.0.1,${time}`, `v,::1,${time}`);
    expect(row('Remote').columns[1]).toMatchObject({ field: 'ipAddress', how: 'content' });
    expect(row('Server').columns[1]?.field).toBeNull();
    expect(mapRows('User,Remote,Time', `u,10.0.0.1,${time}`, `v,x,${time}`).columns[1]?.field).toBeNull();
    const two = mapRows('User,From,Via,Time', `u,10.0.0.1,10.0.0.9,${time}`, `v,::1,::2,${time}`);
    expect(two.columns.map(({ field }) => field)).not.toContain('ipAddress');
  });

  test('columns of e-mail addresses are named to the examiner, never taken for the actor', () => {
    const mapping = mapRows('Alpha,Time', `a@example.org,${time}`, `b@example.org,${time}`);
    expect(mapping.columns[0]?.field).toBeNull();
    expect(messages(mapping, 'mapping-actor').join(' ')).toContain(
      'none of them taken for the actor by that alone: "Alpha"',
    );
  });
});

describe('a zone in the name of the time', () => {
  test('that is UTC is used and not noted', () => {
    expect(messages(mapRows('Timestamp (UTC),User', `${time},u`), 'time-zone')).toEqual([]);
  });

  test.each(['Search Time (PST)', 'Event Time [America/Denver]', 'Timestamp (local)'])(
    '%s is told and not used',
    (header) => {
      const mapping = mapRows(`${header},User`, `${time},u`);
      expect(mapping.at).toEqual({ columns: [0], zone: null, how: 'name' });
      expect(messages(mapping, 'time-zone')).toEqual([expect.stringContaining('not used to read them')]);
    },
  );
});
