/** A stack trace of the JVM. The frames are whole, without `at`. */
const jvm = (message: string, ...frames: string[]) =>
  [message, ...frames.map((frame) => `\tat ${frame}`)].join('\n')

const thread = 'java.base/java.lang.Thread.run(Thread.java:829)'
const spring = 'org.springframework.aop.framework.CglibAopProxy.invoke(CglibAopProxy.java:1)'
const run = (line: number) => `com.acme.Job.run(Job.java:${line})`

/** Java's stack traces. Those of one list are the same error, others are not. */
export const java: readonly (readonly string[])[] = [
  [
    jvm('java.lang.NullPointerException', run(42), thread),
    jvm('java.lang.NullPointerException', run(57), 'java.lang.Thread.run(Thread.java:748)'),
    jvm('java.lang.NullPointerException', run(57), spring, thread),
  ],
  [jvm('java.lang.NullPointerException', 'com.acme.Job.stop(Job.java:42)', thread)],
  [jvm('java.lang.IllegalStateException', run(42), thread)],
  [
    jvm(
      'Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()" because "<local1>" is null',
      run(1),
    ),
    jvm(
      'Exception in thread "pool-1-thread-3" java.lang.NullPointerException: Cannot invoke "Order.total()" because "<local4>" is null',
      run(2),
    ),
  ],
  [
    `${jvm('java.lang.RuntimeException: job 7 failed', run(1), thread)}\nCaused by: ${jvm('java.io.IOException: No space left on device', 'java.base/java.io.FileOutputStream.writeBytes(Native Method)', 'com.acme.Disk.write(Disk.java:3)', '... 12 more')}`,
    `${jvm('java.lang.RuntimeException: job 81 failed', run(9), thread)}\nCaused by: ${jvm('java.io.IOException: No space left on device', 'com.acme.Disk.write(Disk.java:5)', '... 4 more')}`,
  ],
  [
    `${jvm('java.lang.RuntimeException: job 7 failed', run(1), thread)}\nCaused by: ${jvm('java.io.IOException: Broken pipe', 'com.acme.Disk.write(Disk.java:3)')}`,
  ],
  [
    `${jvm('org.springframework.dao.DataAccessException: query', run(1))}\nCaused by: ${jvm('org.postgresql.util.PSQLException: ERROR: deadlock detected', 'org.postgresql.core.v3.QueryExecutorImpl.receive(QueryExecutorImpl.java:2565)')}`,
    `${jvm('org.springframework.dao.DataAccessException: query', run(4))}\nCaused by: ${jvm('org.postgresql.util.PSQLException: ERROR: deadlock detected', 'org.postgresql.core.v3.QueryExecutorImpl.process(QueryExecutorImpl.java:1)')}`,
  ],
  [
    jvm(
      'java.lang.OutOfMemoryError: Java heap space',
      'java.base/java.util.Arrays.copyOf(Arrays.java:3537)',
      'com.acme.Cache.grow(Cache.java:1)',
    ),
    jvm(
      'java.lang.OutOfMemoryError: Java heap space',
      'java.util.Arrays.copyOf(Arrays.java:3236)',
      'com.acme.Cache.grow(Cache.java:9)',
    ),
  ],
  [jvm('java.lang.OutOfMemoryError: GC overhead limit exceeded', 'com.acme.Cache.grow(Cache.java:1)')],
  [
    jvm(
      'java.lang.StackOverflowError',
      ...Array.from({ length: 3 }, () => 'com.acme.Tree.walk(Tree.java:7)'),
    ),
    jvm(
      'java.lang.StackOverflowError',
      ...Array.from({ length: 150 }, () => 'com.acme.Tree.walk(Tree.java:7)'),
    ),
  ],
  [
    jvm('java.lang.ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 3', run(1)),
    jvm('java.lang.ArrayIndexOutOfBoundsException: Index 118 out of bounds for length 100', run(1)),
  ],
  [
    jvm(
      'java.lang.ClassCastException: class com.acme.A cannot be cast to class com.acme.B',
      'com.acme.Jobs.lambda$start$0(Jobs.java:1)',
    ),
    jvm(
      'java.lang.ClassCastException: class com.acme.A cannot be cast to class com.acme.B',
      'com.acme.Jobs.lambda$start$3(Jobs.java:8)',
    ),
  ],
  [
    jvm(
      'java.net.SocketTimeoutException: Read timed out',
      'com.acme.Client$$EnhancerBySpringCGLIB$$4f2a9c31.get(<generated>)',
    ),
    jvm(
      'java.net.SocketTimeoutException: Read timed out',
      'com.acme.Client$$EnhancerBySpringCGLIB$$d01ab7e9.get(<generated>)',
    ),
  ],
  [
    jvm('java.net.ConnectException: Connection refused: /10.0.0.7:9092', 'com.acme.Kafka.send(Kafka.java:2)'),
    jvm(
      'java.net.ConnectException: Connection refused: /10.0.12.1:9093',
      'com.acme.Kafka.send(Kafka.java:2)',
    ),
  ],
  [
    jvm(
      'java.util.concurrent.TimeoutException: 30000 ms passed',
      'java.base/java.util.concurrent.FutureTask.get(FutureTask.java:204)',
    ),
    jvm(
      'java.util.concurrent.TimeoutException: 5000 ms passed',
      'java.base/java.util.concurrent.FutureTask.get(FutureTask.java:205)',
    ),
  ],
  [
    jvm(
      "java.time.format.DateTimeParseException: Text '2026-13-01' could not be parsed at index 5",
      'com.acme.Dates.parse(Dates.java:1)',
    ),
    jvm(
      "java.time.format.DateTimeParseException: Text 'soon' could not be parsed at index 0",
      'com.acme.Dates.parse(Dates.java:3)',
    ),
  ],
  [
    jvm(
      'org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 7.0 failed 4 times',
      'org.apache.spark.scheduler.DAGScheduler.failJob(DAGScheduler.scala:1)',
      'com.acme.Etl$.main(Etl.scala:5)',
    ),
    jvm(
      'org.apache.spark.SparkException: Job aborted due to stage failure: Task 191 in stage 12.0 failed 4 times',
      'com.acme.Etl$.main(Etl.scala:8)',
    ),
  ],
  [
    jvm(
      'kotlin.UninitializedPropertyAccessException: lateinit property db has not been initialized',
      'com.acme.Repo.getDb(Repo.kt:3)',
    ),
    jvm(
      'kotlin.UninitializedPropertyAccessException: lateinit property db has not been initialized',
      'app//com.acme.Repo.getDb(Repo.kt:3)',
    ),
  ],
  [
    jvm('java.nio.file.NoSuchFileException: /tmp/spark-1f2e/part-00001', 'com.acme.Files.open(Files.java:1)'),
    jvm('java.nio.file.NoSuchFileException: /tmp/spark-99aa/part-00017', 'com.acme.Files.open(Files.java:1)'),
  ],
  [
    jvm(
      "java.sql.SQLIntegrityConstraintViolationException: Duplicate entry '7-x' for key 'orders.PRIMARY'",
      'com.acme.Dao.add(Dao.java:1)',
    ),
    jvm(
      "java.sql.SQLIntegrityConstraintViolationException: Duplicate entry '9-y' for key 'users.PRIMARY'",
      'com.acme.Dao.add(Dao.java:1)',
    ),
  ],
  [
    '   at Acme.Jobs.Runner.Run(Job job) in C:\\src\\Runner.cs:line 42\n'.replace(
      /^/,
      'System.NullReferenceException: Object reference not set\n',
    ),
    '   at Acme.Jobs.Runner.Run(Job job) in /build/Runner.cs:line 57\n'.replace(
      /^/,
      'System.NullReferenceException: Object reference not set\n',
    ),
  ],
  [
    `${jvm('com.acme.Failed: outer', run(1))}\nCaused by: ${jvm('com.acme.Failed: middle', run(2))}\nCaused by: ${jvm('com.acme.Failed: inner 3', 'com.acme.Deep.down(Deep.java:1)')}`,
    `${jvm('com.acme.Failed: outer', run(1))}\nCaused by: ${jvm('com.acme.Failed: middle', run(2))}\nCaused by: ${jvm('com.acme.Failed: inner 99', 'com.acme.Deep.down(Deep.java:4)')}`,
  ],
  [
    jvm(
      'java.util.NoSuchElementException: No value present',
      'java.base/java.util.Optional.get(Optional.java:143)',
      run(3),
    ),
    jvm(
      'java.util.NoSuchElementException: No value present',
      'java.util.Optional.get(Optional.java:135)',
      run(30),
    ),
  ],
  [
    jvm('javax.net.ssl.SSLHandshakeException: PKIX path building failed', 'com.acme.Tls.open(Tls.java:1)'),
    jvm('javax.net.ssl.SSLHandshakeException: PKIX path building failed', 'com.acme.Tls.open(Tls.java:2)'),
  ],
  [
    jvm('java.lang.NumberFormatException: For input string: "12x"', run(1)),
    jvm('java.lang.NumberFormatException: For input string: ""', run(1)),
  ],
  [
    jvm('java.lang.InterruptedException: sleep interrupted', run(1)),
    jvm('java.lang.InterruptedException: sleep interrupted', run(8)),
  ],
  [
    jvm('com.acme.QuotaException: tenant 12 used 97.2% of 5 GB', 'com.acme.Quota.check(Quota.java:1)'),
    jvm('com.acme.QuotaException: tenant 7 used 100% of 750 MB', 'com.acme.Quota.check(Quota.java:8)'),
  ],
  [
    jvm('com.acme.LeaseLost: 6fa459ea-ee8a-3ca4-894e-db77e160355e', run(1)),
    jvm('com.acme.LeaseLost: 550e8400-e29b-41d4-a716-446655440000', run(1)),
  ],
  [
    jvm('java.io.EOFException', run(1)),
    jvm(
      'java.io.EOFException',
      'java.base/java.io.DataInputStream.readFully(DataInputStream.java:202)',
      run(5),
    ),
  ],
  [jvm('java.io.EOFException', 'com.acme.Other.read(Other.java:1)')],
]
