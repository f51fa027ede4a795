declare module '*.css';

/** The address of a worker's script in the build. */
declare module '*?worker&url' {
  const path: string;
  export default path;
}
