"""The same file and the same questions for DuckDB: started by the benchmark with the path of its job, prints a line of JSON for each figure."""

import json
import os
import re
import resource
import sys
import time

sys.path = [path for path in sys.path if os.path.abspath(path or ".") != os.path.dirname(os.path.abspath(__file__))]
import duckdb

job = json.load(open(sys.argv[1]))
folder, runs = job["folder"], job["runs"]

# What the importer reads out of a line of LiteLLM; what has no column of its own stays as JSON.
GATEWAY = {
    "evidence": "1",
    "position": "'line ' || row_number() OVER ()",
    "at": "startTime AT TIME ZONE 'UTC'",
    "at_text": "strftime(startTime, '%Y-%m-%dT%H:%M:%S.%fZ')",
    "day": "CAST((startTime AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/Berlin' AS DATE)",
    "request_id": "request_id",
    "trace_id": "session_id",
    "route": "model_group",
    "user_id": "coalesce(nullif(end_user, ''), nullif(\"user\", ''))",
    "tenant": "team_id",
    "provider": "custom_llm_provider",
    "model": "model",
    "model_requested": "coalesce(meta.original_model_group, model_group)",
    "prompt_version": "meta.spend_logs_metadata.prompt_version",
    "status": "status",
    "fallback": "meta.attempted_fallbacks > 0",
    "fallback_reason": "meta.routing_decision.reason",
    "cache_hit": "CASE cache_hit WHEN 'True' THEN true WHEN 'False' THEN false END",
    "guardrail": "array_to_string(meta.applied_guardrails, '; ')",
    "tokens_in": "prompt_tokens",
    "tokens_out": "completion_tokens",
    "cost": "spend",
    "latency_ms": "epoch_us(endTime - startTime) / 1000.0",
    "input": "array_to_string(list_transform(messages, lambda m: m.role || ': ' || m.content), chr(10))",
    "output": "nullif(array_to_string(list_transform(response.choices, lambda c: c.message.role || ': ' || c.message.content), chr(10)), '')",
    "key": "meta.user_api_key_alias",
    "call_type": "call_type",
    "extra": "CAST(json_object('api_base', api_base, 'endTime', endTime, 'user', \"user\", 'total_tokens', total_tokens, "
    "'error_information', meta.error_information) AS VARCHAR)",
}
READ = {
    "request_id": "VARCHAR", "call_type": "VARCHAR", "cache_hit": "VARCHAR", "startTime": "TIMESTAMP", "endTime": "TIMESTAMP",
    "model": "VARCHAR", "user": "VARCHAR", "end_user": "VARCHAR", "team_id": "VARCHAR", "spend": "DOUBLE", "total_tokens": "BIGINT",
    "prompt_tokens": "BIGINT", "completion_tokens": "BIGINT", "api_base": "VARCHAR", "model_group": "VARCHAR",
    "custom_llm_provider": "VARCHAR", "status": "VARCHAR", "session_id": "VARCHAR", "metadata": "VARCHAR",
    "messages": "STRUCT(role VARCHAR, content VARCHAR)[]",
    "response": "STRUCT(choices STRUCT(message STRUCT(role VARCHAR, content VARCHAR))[])",
}
META = json.dumps({
    "user_api_key_alias": "VARCHAR", "applied_guardrails": ["VARCHAR"], "attempted_fallbacks": "BIGINT", "original_model_group": "VARCHAR",
    "routing_decision": {"reason": "VARCHAR"}, "error_information": "JSON", "spend_logs_metadata": {"prompt_version": "VARCHAR"},
})
SPAN = {
    "evidence": "2", "position": "'line ' || row_number() OVER ()", "at": "CAST(\"at\" AS TIMESTAMPTZ)", "at_text": "\"at\"",
    "day": "CAST(CAST(\"at\" AS TIMESTAMPTZ) AT TIME ZONE 'Europe/Berlin' AS DATE)",
    "system": "system", "trace_id": "trace_id", "span_id": "span_id", "parent_id": "parent_id", "name": "name", "about": "about",
    "request_id": "request_id", "provider": "provider", "model": "model", "partial": "partial",
}


def peak():
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024 / 1e6


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def took(what):
    open("/proc/self/clear_refs", "w").write("5")
    before, begun = cpu(), time.perf_counter()
    what()
    return {"seconds": time.perf_counter() - begun, "cpu": cpu() - before, "peak": peak()}


def best_of(times, what):
    return min((took(what) for _ in range(times)), key=lambda one: one["seconds"])


def say(**line):
    print(json.dumps(line), flush=True)


def table(name):
    return next(table["columns"] for table in job["tables"] if table["name"] == name)


def columns(name, given):
    def cast(column):
        name, kind = column["name"], column["type"]
        return f'CAST({given.get(name, "NULL")} AS {kind}) AS "{name}"'

    return ", ".join(cast(column) for column in table(name))


def gateway():
    inner = columns("gateway", GATEWAY).replace("CAST(NULL AS BIGINT) AS \"input_bytes\"", "strlen(input) AS \"input_bytes\"")
    inner = inner.replace("CAST(NULL AS BIGINT) AS \"output_bytes\"", "strlen(output) AS \"output_bytes\"")
    read = ", ".join(f"'{name}': '{kind}'" for name, kind in READ.items())
    return (
        f"SELECT {inner} FROM (SELECT *, from_json(metadata, '{META}') AS meta FROM "
        f"read_json('{job['file']}', format = 'newline_delimited', columns = {{{read}}}))"
    )


def connect(path=None, key=None):
    base = duckdb.connect(config={"threads": os.cpu_count(), "temp_directory": os.path.join(folder, "duckdb-spill")})
    base.execute("SET TimeZone = 'UTC'")
    if key:
        # OpenSSL comes with an extension that would have to be loaded from the network.
        base.execute("SET force_mbedtls_unsafe = true")
    if path:
        base.execute(f"ATTACH '{path}' AS logs" + (f" (ENCRYPTION_KEY '{key}')" if key else ""))
        base.execute("USE logs")
    return base


def fresh(path):
    for one in (path, path + ".wal"):
        if os.path.exists(one):
            os.remove(one)


def load(path, key=None):
    def run():
        fresh(path)
        base = connect(path, key)
        base.execute(f"CREATE TABLE gateway AS {gateway()}")
        base.execute("CHECKPOINT")
        base.close()

    return run


def beside(base):
    base.execute(f"CREATE TABLE span AS SELECT {columns('span', SPAN)} FROM read_json('{job['spans']}', format = 'newline_delimited', "
                 "columns = {'at': 'VARCHAR', 'system': 'VARCHAR', 'trace_id': 'VARCHAR', 'span_id': 'VARCHAR', 'parent_id': 'VARCHAR', "
                 "'name': 'VARCHAR', 'about': 'VARCHAR', 'request_id': 'VARCHAR', 'provider': 'VARCHAR', 'model': 'VARCHAR', 'partial': 'BOOLEAN'})")
    for name in ("score", "finding"):
        base.execute(f"CREATE TABLE {name} (" + ", ".join(f"\"{column['name']}\" {column['type']}" for column in table(name)) + ")")
    base.execute("CHECKPOINT")


def said(sql):
    """The same question in DuckDB's words: its names of joins, of patterns, and quotes around names that it reserves."""
    sql = sql.replace("LEFT ANTI JOIN", "ANTI JOIN").replace("LEFT SEMI JOIN", "SEMI JOIN")
    sql = re.sub(r"(\w+) ~ ('(?:[^']|'')*')", r"regexp_matches(\1, \2)", sql)
    sql = sql.replace("regexp_like(", "regexp_matches(").replace("fingerprint(", "hash(")
    sql = sql.replace("first_value(", "first(").replace("last_value(", "last(")
    return re.sub(r"(?<!['\"\w])(at|position|rows)(?!['\"\w])", r'"\1"', sql)


def ask(base, form, times):
    for query in job["queries"]:
        sql = said(query["sql"])
        try:
            say(query=query["name"], form=form, **best_of(times, lambda: base.execute(sql).fetchall()))
        except duckdb.Error as error:
            say(query=query["name"], form=form, error=str(error).splitlines()[0])
            print(f"{query['name']}: {str(error).splitlines()[0]}", file=sys.stderr)


def look_up(base, form):
    def one(request):
        rows = base.execute("SELECT * FROM gateway WHERE request_id = ?", [request]).fetchall()
        trace = rows[0][6]
        base.execute("SELECT * FROM gateway WHERE trace_id = ?", [trace]).fetchall()
        base.execute("SELECT * FROM span WHERE trace_id = ?", [trace]).fetchall()

    times = sorted((took(lambda request=request: one(request)) for request in job["ids"]), key=lambda one: one["seconds"])
    say(what=f"a request with its trace, median, {form}", more="without an index", **times[len(times) // 2])


say(version=duckdb.__version__)
size = os.path.getsize(job["file"])
once = 1 if size > 2e9 else runs
for form, key in (("own", None), ("encrypted", "a key for the benchmark")):
    path = os.path.join(folder, f"{form}.duckdb")
    figure = best_of(once, load(path, key))
    more = f"{size / 1e6 / figure['seconds']:.0f} MB/s, file {os.path.getsize(path) / 1e6:.0f} MB"
    say(what=f"import, {form} file", more=more, **figure)
    base = connect(path, key)
    beside(base)
    base.close()
parquet = os.path.join(folder, "gateway.parquet")
base = connect(os.path.join(folder, "own.duckdb"))
base.execute(f"COPY gateway TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)")
base.execute(f"COPY span TO '{os.path.join(folder, 'span.parquet')}' (FORMAT parquet, COMPRESSION zstd)")
base.close()
for form, key in (("own", None), ("encrypted", "a key for the benchmark")):
    base = connect(os.path.join(folder, f"{form}.duckdb"), key)
    ask(base, form, runs)
    look_up(base, form)
    base.close()
base = connect()
for name in ("gateway", "span"):
    base.execute(f"CREATE VIEW {name} AS SELECT * FROM '{os.path.join(folder, name)}.parquet'")
for name in ("score", "finding"):
    base.execute(f"CREATE TABLE {name} (" + ", ".join(f"\"{column['name']}\" {column['type']}" for column in table(name)) + ")")
ask(base, "parquet", runs)
look_up(base, "parquet")
