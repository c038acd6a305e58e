import type { IdentityRecord } from '../../../../shared/contract/records.ts';

/** VERIFY.txt: how anyone checks a package without this program, and what each check does and does not show. */
export function verifyText(topName: string, signer: IdentityRecord, at: Date): string {
  const epochSeconds = Math.floor(at.getTime() / 1000);
  const claimed = new Date(epochSeconds * 1000).toISOString().replace('.000Z', 'Z');
  const fingerprint = signer.fingerprint.toUpperCase();
  return `HOW TO VERIFY THIS PACKAGE

Package        ${topName}
Signed by      ${signer.subject}
Signed at      ${claimed} (as the clock of the signing computer had it)
Fingerprint    ${(fingerprint.match(/.{4}/g) ?? []).slice(0, 8).join(' ')}
               ${(fingerprint.match(/.{4}/g) ?? []).slice(8).join(' ')}
               SHA-256 of the root certificate, signatures/chain.pem

Unpack the zip, open a terminal in the folder that holds this file and run the commands. Each must end without an error.
Nothing here needs a network or the program that made the package.


1. ARE THE FILES UNCHANGED?

Linux

  sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt

macOS

  shasum -a 256 -c tagmanifest-sha256.txt && shasum -a 256 -c manifest-sha256.txt

Windows (PowerShell)

  foreach ($list in 'tagmanifest-sha256.txt', 'manifest-sha256.txt') {
    foreach ($line in Get-Content -Encoding UTF8 $list) {
      $path = $line.Substring(66)
      $same = (Get-FileHash -Algorithm SHA256 -LiteralPath $path).Hash -eq $line.Substring(0, 64)
      if ($same) { "$($path): OK" } else { "$($path): CHANGED" }
    }
  }

Shows that every listed file is byte for byte the one that was listed. It does not find files that were added, and
whoever changes a file can change the lists too: that is what the signature (2) is for. A file in neither list is no part
of the package, but for these two: tagmanifest-sha256.txt and signatures/tagmanifest-sha256.txt.p7s. To see them all
(Linux and macOS; the command shows those two and nothing else):

  { cut -c 67- tagmanifest-sha256.txt manifest-sha256.txt; find . -type f | cut -c 3-; } | LC_ALL=C sort | uniq -u


2. ARE THE LISTS THE ONES THAT WERE SIGNED?

Linux (OpenSSL 3)

  openssl cms -verify -cades -binary -inform DER -in signatures/tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt -CAfile signatures/chain.pem -out /dev/null

macOS (its own openssl has no -cades)

  openssl cms -verify -binary -inform DER -in signatures/tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt -CAfile signatures/chain.pem -out /dev/null

Windows: Git for Windows brings openssl; in its "Git Bash" window the commands for Linux work. Or in PowerShell, which
gives an error if the signature is not good (this way has been tried less than openssl):

  Add-Type -AssemblyName System.Security
  $list = [IO.File]::ReadAllBytes("$PWD\\tagmanifest-sha256.txt")
  $content = New-Object Security.Cryptography.Pkcs.ContentInfo -ArgumentList (, $list)
  $cms = New-Object Security.Cryptography.Pkcs.SignedCms $content, $true
  $cms.Decode([IO.File]::ReadAllBytes("$PWD\\signatures\\tagmanifest-sha256.txt.p7s"))
  $cms.CheckSignature($true)

After ${signer.notAfter.slice(0, 10)} the signer's certificate has expired and OpenSSL says so. What counts is that it was valid when the
signature was made: add

  -attime ${epochSeconds}

to the command. That is the time the signer claims, in seconds since 1970.

Shows that the lists, and through them every file, are those that the holder of the signing key signed. It does not show
who that is, nor when it was: the time is what the clock of the signing computer said, and no other party confirms it.


3. WHOSE KEY IS IT?

Linux and macOS

  openssl x509 -in signatures/chain.pem -noout -subject -fingerprint -sha256

Windows (PowerShell)

  $pem = (Get-Content signatures\\chain.pem | Where-Object { $_ -notmatch '-----' }) -join ''
  $hash = [Security.Cryptography.SHA256]::Create().ComputeHash([Convert]::FromBase64String($pem))
  [BitConverter]::ToString($hash)

Compare all 64 digits with the fingerprint you were given on paper, or by someone you know, and NOT with the one in this
file: whoever could replace the package could replace this file and the certificates in it. Equal digits show that the key
is the one the paper speaks of, and that packages with the same fingerprint were signed with the same key. The name in the
certificate was typed in by whoever made the key; that the key belongs to that person is what the paper, and the person
who signed it, stand for.
`;
}
