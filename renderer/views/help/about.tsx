import { useEffect, useState } from 'react';
import type { HostInfo } from '../../../shared/contract/host.ts';
import { call } from '../../state/client.ts';
import { KeyValueList } from '../../ui/key-value-list.tsx';

/** Which program and version this is. */
export function About() {
  const [info, setInfo] = useState<HostInfo | null>(null);
  useEffect(() => {
    call('host.info', {}).then(setInfo, () => setInfo(null));
  }, []);
  if (!info) return null;
  return (
    <KeyValueList
      items={[
        { name: 'Program', value: `${info.program} ${info.version}` },
        {
          name: 'Window',
          value: info.shell === 'electron' ? 'Electron' : 'stand-in (for development and tests)',
        },
        { name: 'System', value: info.platform },
        { name: 'Network', value: 'none: the program opens no connection' },
      ]}
    />
  );
}
