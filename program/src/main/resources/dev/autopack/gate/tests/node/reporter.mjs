// Node's own JUnit reporter names neither a test's file nor, before version 22, its suite.
export default async function* report(source) {
  const printed = new Map();
  for await (const { type, data } of source) {
    if (type === 'test:stderr') {
      printed.set(data.file, ((printed.get(data.file) ?? '') + data.message).slice(-4000));
    }
    if (type !== 'test:start' && type !== 'test:pass' && type !== 'test:fail') {
      continue;
    }
    const error = data.details?.error;
    const cause = error?.cause ?? error;
    yield JSON.stringify({
      type,
      name: data.name,
      nesting: data.nesting,
      file: data.file,
      line: data.line,
      skip: data.skip !== undefined && data.skip !== false,
      todo: data.todo !== undefined && data.todo !== false,
      suite: data.details?.type === 'suite',
      failure: error?.failureType,
      message: String(cause?.message ?? cause ?? ''),
      stack: String(cause?.stack || (data.name === data.file && printed.get(data.file)) || ''),
    }) + '\n';
  }
  yield JSON.stringify({ type: 'end' }) + '\n';
}
