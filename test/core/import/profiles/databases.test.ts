import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { json, pipes, read } from './tables.ts';

const pgaudit = new URL('../../../../../shared/data/pgaudit/pgaudit.out', import.meta.url).pathname;
const names =
  'AUDIT_TYPE|STATEMENT_ID|SUBSTATEMENT_ID|CLASS|COMMAND|OBJECT_TYPE|OBJECT_NAME|STATEMENT|PARAMETER';

describe('PostgreSQL', () => {
  test('pgaudit: the real lines, with the time and user that stand before them in a log', (context) => {
    if (!existsSync(pgaudit)) return context.skip(`${pgaudit} is not there`);
    const lines = readFileSync(pgaudit, 'utf8')
      .split('\n')
      .flatMap((line) => /AUDIT: (SESSION,.*<not logged>)$/.exec(line)?.[1] ?? []);
    expect(lines.length).toBeGreaterThan(50);
    const cells = parse(lines.join('\n'), { relax_quotes: true }) as string[][];
    const { profile, fields, mapping } = read({
      headers: ['log_time', 'user_name', ...names.split('|')],
      rows: cells.map((row) => ['2025-06-18 00:02:04.789 UTC', 'app', ...row]),
    });
    expect(profile?.id).toBe('pgaudit-csv');
    expect(fields).toEqual({
      log_time: 'at',
      user_name: 'actor',
      CLASS: 'actionClass',
      COMMAND: 'action',
      OBJECT_TYPE: 'targetKind',
      OBJECT_NAME: 'target',
      STATEMENT: 'statement',
      PARAMETER: 'filters',
    });
    expect(mapping.problems).toEqual([]);
  });

  test('pgaudit without a time says so', () => {
    const { mapping } = read(pipes(names, 'SESSION|3|1|READ|SELECT|||select 1|<not logged>'));
    expect(mapping.problems).toEqual([expect.stringContaining('no column holds the time')]);
  });

  const columns =
    'log_time|user_name|database_name|process_id|connection_from|session_id|session_line_num|command_tag|session_start_time|virtual_transaction_id|transaction_id|error_severity|sql_state_code|message|detail|hint|internal_query|internal_query_pos|context|query|query_pos|location|application_name|backend_type|leader_pid|query_id';
  const row =
    '2018-05-21 16:20:39.261 BST|peter|db|9900|::1:62022|5b02e3be.26ac|4|SELECT|2018-05-21 16:20:30 BST|2/237|0|LOG|00000|statement: select 1||||||||exec_simple_query, postgres.c:927||psql|client backend||0';
  const expected = ['at', 'actor', 'system', null, 'ipAddress', 'session', 'sequence', 'action', null];

  test('csvlog with names', () => {
    const { profile, mapping } = read(pipes(columns, row));
    expect(profile?.id).toBe('postgresql-csvlog');
    expect(mapping.columns.map(({ field }) => field).slice(0, 9)).toEqual(expected);
    expect(mapping.columns[13]?.field).toBe('statement');
  });

  test('csvlog as the server writes it', () => {
    const headers = columns.split('|').map((_, index) => `#${index + 1}`);
    const { profile, mapping } = read({ ...pipes('', row, row), headers });
    expect(profile?.id).toBe('postgresql-csvlog-headerless');
    expect(mapping.columns.map(({ field }) => field).slice(0, 9)).toEqual(expected);
  });
});

describe('Oracle', () => {
  const head =
    'AUDIT_TYPE|SESSIONID|OS_USERNAME|USERHOST|TERMINAL|DBUSERNAME|EXTERNAL_USERID|CLIENT_PROGRAM_NAME|EVENT_TIMESTAMP|ACTION_NAME|RETURN_CODE|OBJECT_SCHEMA|OBJECT_NAME|SQL_TEXT|SQL_BINDS';
  const row =
    'Standard|12|osu|host|pts/1|SCOTT||sqlplus|18-JUN-25 10.11.12.123456 AM|SELECT|0|HR|EMP|select *\\nfrom emp|';

  test('unified audit trail', () => {
    const { profile, fields, mapping } = read(pipes(head, row));
    expect(profile?.id).toBe('oracle-unified-audit');
    expect(fields).toEqual({
      AUDIT_TYPE: 'actionClass',
      SESSIONID: 'session',
      OS_USERNAME: 'onBehalfOf',
      USERHOST: 'device',
      DBUSERNAME: 'actor',
      CLIENT_PROGRAM_NAME: 'clientProgram',
      EVENT_TIMESTAMP: 'at',
      ACTION_NAME: 'action',
      RETURN_CODE: 'errorCode',
      OBJECT_NAME: 'target',
      SQL_TEXT: 'statement',
      SQL_BINDS: 'filters',
    });
    expect(mapping.at).toEqual({ columns: [8], zone: null, how: 'profile' });
  });

  test('the time in UTC is taken where it is there, and its name says the zone', () => {
    const { mapping } = read(pipes(`EVENT_TIMESTAMP_UTC|${head}`, `18-JUN-25 05.11.12.123456 PM|${row}`));
    expect(mapping.at).toEqual({ columns: [0], zone: 'UTC', how: 'profile' });
  });
});

test('SQL Server: fn_get_audit_file', () => {
  const { profile, fields } = read(
    pipes(
      'event_time|sequence_number|action_id|succeeded|session_id|session_server_principal_name|server_principal_name|database_name|schema_name|object_name|statement|additional_information|client_ip|application_name|response_rows|transaction_id',
      '2025-06-18 00:02:04.7891234|1|SL|1|55|CORP\\jdoe|app|hr|dbo|staff|select 1|NULL|10.0.0.1|SSMS|4|77',
    ),
  );
  expect(profile?.id).toBe('sql-server-audit');
  expect(fields).toEqual({
    event_time: 'at',
    action_id: 'action',
    succeeded: 'result',
    session_id: 'session',
    session_server_principal_name: 'onBehalfOf',
    server_principal_name: 'actor',
    database_name: 'system',
    object_name: 'target',
    statement: 'statement',
    client_ip: 'ipAddress',
    application_name: 'clientProgram',
    response_rows: 'resultCount',
    transaction_id: 'requestId',
  });
  expect(profile?.markers).toEqual({ placeholder: ['NULL'] });
});

test('MySQL: events of different classes', async () => {
  const common = { timestamp: '2019-10-03 14:23:35', id: 0, connection_id: 5 };
  const account = { user: 'root', host: 'localhost' };
  const login = { user: 'root', os: '', ip: '::1', proxy: '' };
  const { profile, fields, mapping } = read(
    await json([
      {
        ...common,
        class: 'connection',
        event: 'connect',
        account,
        login,
        connection_data: { db: 'hr', status: 0 },
      },
      {
        ...common,
        id: 1,
        class: 'table_access',
        event: 'insert',
        account,
        login,
        table_access_data: { db: 'hr', table: 'staff', query: 'INSERT', sql_command: 'insert' },
      },
    ]),
  );
  expect(profile?.id).toBe('mysql-enterprise-audit');
  expect(fields).toMatchObject({
    timestamp: 'at',
    connection_id: 'session',
    class: 'actionClass',
    event: 'action',
    'account.user': 'actor',
    'login.ip': 'ipAddress',
    'table_access_data.table': 'target',
    'table_access_data.query': 'statement',
  });
  expect(Object.keys(fields)).not.toContain('id');
  expect(mapping.problems).toEqual([]);
});
