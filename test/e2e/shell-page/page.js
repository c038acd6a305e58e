// What a page does with the bridge, and what the page's policy has to say to everything else.
const events = [];
const violations = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
  violations.push(effectiveDirective),
);
globalThis.scrutineer.on((text) => events.push(JSON.parse(text)));

let evaluated;
try {
  // biome-ignore lint/security/noGlobalEval: the page's policy must refuse it
  evaluated = String(eval('1'));
} catch {
  evaluated = 'refused';
}

let lastId = 0;
globalThis.probe = {
  events,
  violations,
  evaluated,
  nextId: () => lastId + 1,
  call: async (method, args = {}) =>
    JSON.parse(await globalThis.scrutineer.call(++lastId, method, JSON.stringify(args))),
};
document.querySelector('#state').textContent = 'ready';
