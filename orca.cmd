@echo off
rem Starts Orca Reward Studio from a checkout: finds a JDK 25 or newer, builds when the sources are newer than the last build,
rem and hands over to Java. Relative paths stay relative to where the command runs. ORCA_JAVA_OPTS adds options for Java.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "TARGET=%ROOT%\target"
set "STAMP=%TARGET%\.orca-built"
set "LOCK=%TARGET%\.orca-building"
set "JDK="

rem --- Java ---
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
if not defined JDK for /f "tokens=1,* delims==" %%A in ('set JAVA_HOME_ 2^>nul') do if not defined JDK call :try_jdk "%%B"
if not defined JDK for /f "tokens=1,* delims==" %%A in ('set JDK 2^>nul') do if not "%%B"=="" if not defined JDK call :try_jdk "%%B"
if not defined JDK for /f "delims=" %%J in ('where java 2^>nul') do if not defined JDK call :try_jdk "%%~dpJ.."
for %%F in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java") do (
  if exist "%%~F" for /d %%D in ("%%~F\*") do if not defined JDK call :try_jdk "%%~D"
)
if not defined JDK (
  >&2 echo Orca Reward Studio needs a JDK 25 or newer, and none was found.
  >&2 echo Install one, for example from https://adoptium.net, or set JAVA_HOME to its folder. It may stand beside an older Java.
  exit /b 1
)

rem --- Build ---
call :needs_build
if errorlevel 1 goto :start
if not exist "%TARGET%" mkdir "%TARGET%"
set "TOLD="
:take_lock
mkdir "%LOCK%" 2>nul && goto :locked
if not defined TOLD (
  >&2 echo Another window builds the program; waiting for it. Remove the folder "%LOCK%" if that is not so.
  set "TOLD=1"
)
ping -n 2 127.0.0.1 >nul
goto :take_lock
:locked
call :needs_build
if errorlevel 1 goto :unlock
where mvn >nul 2>nul
if errorlevel 1 (
  >&2 echo The program has to be built, which needs Maven, and there is no "mvn" on the PATH.
  >&2 echo Install Maven 3.8 or newer from https://maven.apache.org and add its folder bin to the PATH.
  rmdir "%LOCK%"
  exit /b 1
)
if exist "%STAMP%" (
  >&2 echo The sources have changed; building ...
) else (
  >&2 echo Building for the first time; Maven fetches the libraries, which takes some minutes ...
)
rem The stamp is as old as the build's start: what is edited meanwhile is newer.
type nul > "%STAMP%.new"
set "OUTER_JAVA_HOME=%JAVA_HOME%"
set "JAVA_HOME=%JDK%"
set "JAVA25_HOME=%JDK%"
call mvn -B -q -DskipTests -f "%ROOT%\pom.xml" compile > "%TARGET%\orca-build.log" 2>&1
if errorlevel 1 (
  >&2 type "%TARGET%\orca-build.log"
  >&2 echo The build failed; Maven's messages are above.
  rmdir "%LOCK%"
  exit /b 1
)
set "JAVA_HOME=%OUTER_JAVA_HOME%"
rem The class path is longer than a command line may be, so that Java reads it from a file; its slashes are for that file.
powershell -NoProfile -Command "$c = (Get-Content -Raw -LiteralPath $env:TARGET\classpath.txt).Trim(); $all = $env:TARGET + '\classes;' + $c; [IO.File]::WriteAllText($env:TARGET + '\classpath.args', '-cp \"' + $all.Replace('\', '/') + '\"', [Text.Encoding]::Default)"
if errorlevel 1 (
  >&2 echo The class path could not be written to "%TARGET%\classpath.args".
  rmdir "%LOCK%"
  exit /b 1
)
move /y "%STAMP%.new" "%STAMP%" >nul
:unlock
rmdir "%LOCK%"

rem --- Start ---
:start
rem These act on native libraries, so that they must be set before Java starts: threads that wait sleep instead of taking a
rem core from other programs, and oneDNN keeps few of the kernels that it makes for each new shape.
if not defined KMP_BLOCKTIME set "KMP_BLOCKTIME=0"
if not defined ONEDNN_PRIMITIVE_CACHE_CAPACITY set "ONEDNN_PRIMITIVE_CACHE_CAPACITY=64"
"%JDK%\bin\java.exe" -Xms64m --enable-native-access=ALL-UNNAMED -Dai.djl.offline=true -Dorcareward.command=orca %ORCA_JAVA_OPTS% "@%TARGET%\classpath.args" orcareward.Main %*
exit /b %ERRORLEVEL%

rem Sets JDK when the folder holds a JDK 25 or newer; its file "release" says so without starting it.
:try_jdk
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "VERSION="
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do for /f "tokens=1 delims=.-+" %%M in ("%%~V") do set "VERSION=%%M"
if not defined VERSION exit /b 0
if %VERSION% GEQ 25 set "JDK=%~f1"
exit /b 0

rem Exit code 0 when something is newer than the last build, 1 when not.
:needs_build
if not exist "%STAMP%" exit /b 0
if not exist "%TARGET%\classpath.args" exit /b 0
if not exist "%TARGET%\classes\orcareward\Main.class" exit /b 0
powershell -NoProfile -Command "$t = (Get-Item -Force -LiteralPath $env:STAMP).LastWriteTimeUtc; $n = @(Get-Item -LiteralPath ($env:ROOT + '\pom.xml')) + @(Get-ChildItem -Recurse -LiteralPath ($env:ROOT + '\src\main')) | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; if ($n) { exit 0 } else { exit 1 }"
exit /b %ERRORLEVEL%
