export default function BinPage(_: { id?: string; query?: string }) {
  return null;
}
