import uvicorn

from devtools.erp_connector.standin import StandIn, create_app

if __name__ == "__main__":
    uvicorn.run(create_app(StandIn()), host="127.0.0.1", port=8020)
