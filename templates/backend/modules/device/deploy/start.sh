#!/bin/sh
# 后端改了账号文件，Mosquitto 要收到 SIGHUP 才会重读；只有这里能发给它。
set -eu
home=${MOSQUITTO_HOME:-/mosquitto}
accounts=$home/accounts/passwords

[ "$(id -u)" != 0 ] || chown 1000 "$home/accounts" # 后端在它的容器里是这个用户
until [ -f "$accounts" ]; do sleep 1; done # 后端启动时写下
seen=$(cksum <"$accounts")
mosquitto -c "$home/config/mosquitto.conf" &
broker=$!
trap 'kill -TERM "$broker" 2>/dev/null' TERM INT

while kill -0 "$broker" 2>/dev/null; do
  sleep 1 & # 刚启动的还不认得 SIGHUP，收到就退出
  wait $! || true
  now=$(cksum <"$accounts")
  if [ "$now" != "$seen" ]; then
    seen=$now
    kill -HUP "$broker"
  fi
done
wait "$broker"
