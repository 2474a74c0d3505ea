"""Asks from a pool of processes, each with a copy of the client."""

import copy
import multiprocessing
import pickle

from elsewhere import run, sent_to

from linkedin_api.clients.restli.client import RestliClient


def ask(work):
    client, url, token = work
    me = sent_to(client, url).get(resource_path="/me", access_token=token)
    return me.status_code, me.entity["localizedFirstName"]


def program(url, token):
    client = RestliClient()
    copies = [client, copy.deepcopy(client), pickle.loads(pickle.dumps(client))]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        return pool.map(ask, [(each, url, token) for each in copies])


if __name__ == "__main__":
    run(program)
