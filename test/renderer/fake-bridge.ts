import type { Bridge, BridgeEvent } from '../../shared/contract/bridge.ts';
import type { ErrorReport } from '../../shared/contract/errors.ts';

interface FakeCall {
  readonly id: number;
  readonly method: string;
  readonly argsJson: string;
  /** Answers with text as it would cross the bridge. */
  readonly answerText: (replyJson: string) => void;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: ErrorReport) => void;
}

export interface FakeBridge {
  readonly bridge: Bridge;
  /** Every call in its order, answered or not. */
  readonly calls: FakeCall[];
  readonly cancelled: number[];
  readonly tell: (event: BridgeEvent) => void;
  /** The newest call of a method; throws where there is none. */
  readonly newest: (method: string) => FakeCall;
}

/** The bridge of the window with answers given by hand: what the page does before, between and after them. */
export function fakeBridge(): FakeBridge {
  const calls: FakeCall[] = [];
  const cancelled: number[] = [];
  let listener: (eventJson: string) => void = () => {};
  const bridge: Bridge = {
    call: (id, method, argsJson) =>
      new Promise((answerText) => {
        calls.push({
          id,
          method,
          argsJson,
          answerText,
          answer: (value) => answerText(JSON.stringify({ ok: true, value })),
          refuse: (error) => answerText(JSON.stringify({ ok: false, error })),
        });
      }),
    cancel: (id) => void cancelled.push(id),
    on: (given) => {
      listener = given;
      return () => {};
    },
  };
  return {
    bridge,
    calls,
    cancelled,
    tell: (event) => listener(JSON.stringify(event)),
    newest(method) {
      const call = calls.findLast((one) => one.method === method);
      if (!call) throw new Error(`${method} was not called`);
      return call;
    },
  };
}
