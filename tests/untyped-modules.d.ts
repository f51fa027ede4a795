// Readers that come without types; what the tests use of them.
declare module '@citation-js/core' {
  export class Cite {
    constructor(text: string);
    data: unknown[];
  }
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-csl';
declare module '@citation-js/plugin-ris';
declare module 'jsonld' {
  const jsonld: {
    toRDF(
      document: object,
      options: {
        documentLoader(
          url: string,
        ): Promise<{ contextUrl: undefined; documentUrl: string; document: object }>;
      },
    ): Promise<unknown>;
  };
  export default jsonld;
}
