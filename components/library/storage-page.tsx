export default function StoragePage(_: { id?: string; query?: string }) {
  return null;
}
