/** The engine's public face: what panel, datasource, app, command line and benchmarks may import. */
export * from './model';
