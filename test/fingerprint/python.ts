/** A Python traceback. The frames are `file function`, the outermost first. */
function traceback(message: string, ...frames: string[]): string {
  const lines = frames.map((frame, index) => {
    const [file, name] = frame.split(' ')
    return `  File "${file}", line ${index * 17 + 4}, in ${name}\n    ${name}(value, index=${index})\n`
  })
  return `Traceback (most recent call last):\n${lines.join('')}${message}`
}

const lib = '/usr/local/lib/python3.11/site-packages'
const during = '\n\nDuring handling of the above exception, another exception occurred:\n\n'
const because = '\n\nThe above exception was the direct cause of the following exception:\n\n'

/** Python's stack traces. Those of one list are the same error, others are not. */
export const python: readonly (readonly string[])[] = [
  [
    traceback("KeyError: 'country'", '/app/main.py main', '/app/transform.py normalise'),
    traceback("KeyError: 'city'", '/app/main.py main', '/app/transform.py normalise'),
    traceback("KeyError: 'city'", '/home/amara/src/main.py main', '/home/amara/src/transform.py normalise'),
    traceback("KeyError: 'x'", '/tmp/tmp8a/main.py main', '/tmp/tmp8a/transform.py normalise').replaceAll(
      'line 21',
      'line 99',
    ),
  ],
  [traceback("KeyError: 'country'", '/app/main.py main', '/app/transform.py convert')],
  [traceback("IndexError: 'country'", '/app/main.py main', '/app/transform.py normalise')],
  [
    traceback(
      "ValueError: could not convert string to float: '12,5'",
      '/app/load.py parse',
      `${lib}/pandas/core/frame.py astype`,
    ),
    traceback(
      "ValueError: could not convert string to float: 'n/a'",
      '/app/load.py parse',
      `${lib}/pandas/core/frame.py astype`,
      `${lib}/pandas/core/internals.py apply`,
    ),
    traceback(
      "ValueError: could not convert string to float: '-'",
      '/app/load.py parse',
      '/opt/venv/lib/python3.12/site-packages/pandas/core/generic.py astype',
    ),
  ],
  [
    traceback(
      'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB',
      '/app/train.py <module>',
      '/app/train.py fit',
      `${lib}/torch/nn/modules/module.py _call_impl`,
    ),
    traceback(
      'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB',
      '/app/train.py <module>',
      '/app/train.py fit',
      `${lib}/torch/nn/functional.py linear`,
    ),
  ],
  [
    traceback('RuntimeError: loss is NaN at epoch 4, step 1180', '/app/train.py fit'),
    traceback('RuntimeError: loss is NaN at epoch 11, step 3', '/app/train.py fit'),
  ],
  [
    traceback('OSError: disk full', '/app/a.py read') +
      during +
      traceback('app.LoadError: part 3 was not loaded', '/app/a.py load'),
    traceback('PermissionError: no', '/app/a.py check') +
      during +
      traceback('app.LoadError: part 77 was not loaded', '/app/a.py load'),
  ],
  [
    traceback('KeyError: 1', '/app/b.py get') +
      because +
      traceback('app.ConfigError: bad configuration', '/app/b.py configure'),
    traceback('KeyError: 7', '/app/b.py get') +
      because +
      traceback('app.ConfigError: bad configuration', '/app/b.py configure'),
  ],
  [
    `Step train failed:\n${traceback('ZeroDivisionError: division by zero', '/app/c.py mean')}`,
    `Node "b" failed: ${traceback('ZeroDivisionError: division by zero', '/app/c.py mean')}`,
    traceback('ZeroDivisionError: division by zero', '/app/c.py mean'),
  ],
  [
    traceback(
      'RecursionError: maximum recursion depth exceeded',
      '/app/tree.py walk',
      '/app/tree.py walk',
      '/app/tree.py walk',
    ),
    traceback(
      'RecursionError: maximum recursion depth exceeded',
      ...Array.from({ length: 40 }, () => '/app/tree.py walk'),
    ),
    traceback(
      '  [Previous line repeated 996 more times]\nRecursionError: maximum recursion depth exceeded',
      '/app/tree.py walk',
    ),
  ],
  [
    traceback(
      'psycopg.errors.UniqueViolation: duplicate key value violates unique constraint "orders_pkey"\nDETAIL:  Key (id)=(1204) already exists.',
      '/app/db.py insert',
    ),
    traceback(
      'psycopg.errors.UniqueViolation: duplicate key value violates unique constraint "users_pkey"\nDETAIL:  Key (id)=(9) already exists.',
      '/app/db.py insert',
    ),
  ],
  [
    traceback(
      'botocore.exceptions.ClientError: An error occurred (SlowDown) when calling the GetObject operation',
      '/app/s3.py fetch',
      `${lib}/botocore/client.py _make_api_call`,
    ),
    traceback(
      'botocore.exceptions.ClientError: An error occurred (SlowDown) when calling the GetObject operation',
      '/srv/app/s3.py fetch',
      `${lib}/botocore/client.py _api_call`,
    ),
  ],
  [
    traceback(
      'botocore.exceptions.ClientError: An error occurred (NoSuchKey) when calling the GetObject operation',
      '/app/s3.py fetch',
    ),
  ],
  [
    traceback('TimeoutError: [Errno 110] Connection timed out', '/usr/lib/python3.11/socket.py connect'),
    traceback('TimeoutError: [Errno 110] Connection timed out', '/usr/lib64/python3.9/socket.py connect'),
  ],
  [
    traceback(
      "FileNotFoundError: [Errno 2] No such file or directory: '/tmp/a1/x.csv'",
      '/app/io.py open_file',
    ),
    traceback(
      "FileNotFoundError: [Errno 2] No such file or directory: '/data/y.csv'",
      '/app/io.py open_file',
    ),
  ],
  [traceback('AssertionError', '/app/test_model.py test_shape')],
  [
    traceback('AssertionError: auc 0.6813 is below the gate of 0.7000', '/app/evaluate.py gate'),
    traceback('AssertionError: auc 0.5 is below the gate of 0.7000', '/app/evaluate.py gate'),
  ],
  [
    traceback(
      'MemoryError: Unable to allocate 7.45 GiB for an array with shape (1000, 1000, 1000) and data type float64',
      '/app/matrix.py build',
    ),
    traceback(
      'MemoryError: Unable to allocate 149. MiB for an array with shape (20000, 977) and data type float64',
      '/app/matrix.py build',
    ),
  ],
  [
    "KeyError: 'a'\n  File \"transform.py\", line 88, in normalise\n    country = row['a']",
    "KeyError: 'b'\n  File \"transform.py\", line 91, in normalise\n    country = row['b']",
  ],
  [
    '  + Exception Group Traceback (most recent call last):\n  |   File "/app/group.py", line 9, in main\n  |     async with tasks() as t:\n  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)\n  +-+---------------- 1 ----------------',
    '  + Exception Group Traceback (most recent call last):\n  |   File "/app/group.py", line 12, in main\n  |     async with tasks() as t:\n  | ExceptionGroup: unhandled errors in a TaskGroup (7 sub-exceptions)\n  +-+---------------- 1 ----------------',
  ],
  [
    traceback(
      "AttributeError: 'NoneType' object has no attribute 'id'",
      '/app/views.py show',
      `${lib}/django/core/handlers/base.py _get_response`,
    ),
    traceback("AttributeError: 'str' object has no attribute 'name'", '/app/views.py show'),
  ],
  [
    traceback(
      'requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://api.example.com/items/12?page=3',
      '/app/client.py get',
    ),
    traceback(
      'requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://api.example.com/items/9?page=71',
      '/app/client.py get',
    ),
  ],
  [
    traceback(
      'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
      '/app/parse.py read',
      '/usr/lib/python3.11/json/decoder.py raw_decode',
    ),
    traceback(
      'json.decoder.JSONDecodeError: Expecting value: line 44 column 7 (char 1203)',
      '/app/parse.py read',
      '/usr/lib/python3.11/json/decoder.py raw_decode',
    ),
  ],
  [
    traceback(
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
      '/app/parse.py read',
    ),
    traceback(
      "UnicodeDecodeError: 'ascii' codec can't decode byte 0xe9 in position 1041: invalid start byte",
      '/app/parse.py read',
    ),
  ],
  [
    traceback(
      'airflow.exceptions.AirflowException: Bash command failed. The command returned a non-zero exit code 1.',
      `${lib}/airflow/operators/bash.py execute`,
    ),
    traceback(
      'airflow.exceptions.AirflowException: Bash command failed. The command returned a non-zero exit code 1.',
      '/opt/lib/python3.8/site-packages/airflow/operators/bash.py execute',
    ),
  ],
  [
    traceback(
      'airflow.exceptions.AirflowException: Bash command failed. The command returned a non-zero exit code 137.',
      `${lib}/airflow/operators/bash.py execute`,
    ),
  ],
  [
    traceback(
      'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "10.0.0.7", port 5432 failed',
      '/app/pool.py acquire',
    ),
    traceback(
      'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "db-2.internal", port 6432 failed',
      '/app/pool.py acquire',
    ),
  ],
  [
    traceback(
      'pydantic_core._pydantic_core.ValidationError: 2 validation errors for Order\namount\n  Field required',
      '/app/model.py parse',
    ),
    traceback(
      'pydantic_core._pydantic_core.ValidationError: 5 validation errors for Order\namount\n  Field required',
      '/app/model.py parse',
    ),
  ],
  [
    traceback('KeyboardInterrupt', '/app/loop.py wait'),
    traceback('KeyboardInterrupt', 'C:\\app\\loop.py wait'),
  ],
]
