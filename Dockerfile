# One image for the three processes (site, worker, auditor); compose.yaml says which runs what.
# Written beside a machine without Docker: not built here. docs/handbook/install.md says so too.
FROM python:3.13-slim-bookworm

# Chromium and its driver come from the same source package, so their versions agree.
RUN apt-get update \
    && apt-get install -y --no-install-recommends chromium chromium-driver fonts-liberation tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 loket \
    && install -d -o loket -g loket /data /run/loket

WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/run.txt
COPY . .
RUN python -m compileall -q site toptaken formulieren producten basis a11y_checks

ENV DJANGO_SETTINGS_MODULE=gemeente.settings.production \
    LOKET_DATA_DIR=/data \
    LOKET_AUDITOR_SOCKET=/run/loket/auditor.sock \
    LOKET_CHROMIUM=/usr/bin/chromium \
    LOKET_CHROMEDRIVER=/usr/bin/chromedriver \
    PYTHONPATH=/app:/app/site \
    PYTHONUNBUFFERED=1
USER loket
VOLUME ["/data"]
EXPOSE 8000
# tini collects what Chromium leaves behind.
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "gemeente.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--no-control-socket", "--access-logfile", "-"]
