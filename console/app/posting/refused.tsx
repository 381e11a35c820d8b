import { Alert } from 'antd';
import { Refusal } from '../api';

/** A refusal, with each village that it names. */
export function Refused({ error }: { error: Error }) {
  const problems = error instanceof Refusal ? error.problems : [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="section"
      title={error.message}
      description={
        problems.length > 0 && (
          <ul className="problems">
            {problems.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        )
      }
    />
  );
}
