import { useSearchParams } from 'react-router';

/** One setting of a list, kept in the address so that it can be linked to. Never a person's name or number. */
export function useQuery(name: string): [string | null, (value: string | null) => void] {
  const [query, setQuery] = useSearchParams();
  const set = (value: string | null) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  return [query.get(name), set];
}
